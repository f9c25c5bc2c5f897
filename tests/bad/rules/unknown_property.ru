# unknown_property
INSERT DATA { GRAPH passage:good\/1 { id:plan std:isuedBy id:agency } }
