# cycle
INSERT DATA { GRAPH passage:good\/1 { id:outline std:implements id:plan } }
