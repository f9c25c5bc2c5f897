# wrong_language_tag
INSERT DATA { GRAPH passage:good\/1 { id:agency skos:altLabel "机构"@cn } }
