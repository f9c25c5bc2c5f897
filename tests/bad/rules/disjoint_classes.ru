# disjoint_classes
INSERT DATA { GRAPH passage:good\/1 { id:agency a std:Outline , std:Agency } } ;
INSERT DATA { GRAPH passage:good\/1 { id:agency std:issuedBy id:second-agency } } ;
INSERT DATA { GRAPH passage:good\/1 { id:agency std:stage std:issued } }
