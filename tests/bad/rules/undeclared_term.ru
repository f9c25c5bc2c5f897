# undeclared_term
INSERT DATA { GRAPH passage:good\/1 { id:agency org:hasMembr id:person } }
