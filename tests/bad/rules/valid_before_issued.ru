# valid_before_issued
INSERT DATA { GRAPH passage:good\/1 { id:plan dcterms:valid "2019"^^xsd:gYear } }
