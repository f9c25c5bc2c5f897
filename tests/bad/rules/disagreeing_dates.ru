# disagreeing_dates
INSERT { GRAPH ?graph { id:plan dcterms:issued "2023"^^xsd:gYear } } WHERE { GRAPH ?graph { id:plan a ?class } }
