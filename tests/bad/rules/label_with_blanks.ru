# label_with_blanks
INSERT DATA { GRAPH passage:good\/1 { id:agency skos:altLabel "The  Agency"@en } }
