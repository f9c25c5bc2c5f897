# shared_identifier
INSERT DATA { GRAPH graph:reference { id:continent owl:sameAs <http://www.wikidata.org/entity/Q1000001> } }
