# relation_reversed
INSERT DATA { GRAPH passage:good\/1 { id:agency std:issuedBy id:second-agency } }
