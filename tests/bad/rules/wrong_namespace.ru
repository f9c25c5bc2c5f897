# wrong_namespace
INSERT DATA { GRAPH passage:good\/1 { id:plan dcterms:relation <http://w3id.org/stdkg/id/outline> } }
