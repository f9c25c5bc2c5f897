# malformed_identifier
INSERT DATA { GRAPH graph:reference { id:land owl:sameAs <https://www.wikidata.org/wiki/Q1000001> } }
