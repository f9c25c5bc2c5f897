# several_items
INSERT DATA { GRAPH graph:reference { id:land owl:sameAs <http://www.wikidata.org/entity/Q1000002> } }
