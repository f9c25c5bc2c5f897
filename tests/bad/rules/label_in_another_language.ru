# label_in_another_language
INSERT DATA { GRAPH passage:good\/1 { id:agency skos:altLabel "机构"@en } }
