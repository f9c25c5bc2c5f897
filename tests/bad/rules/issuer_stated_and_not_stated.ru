# issuer_stated_and_not_stated
INSERT DATA { GRAPH passage:good\/1 { id:plan std:issuerNotStated true } }
