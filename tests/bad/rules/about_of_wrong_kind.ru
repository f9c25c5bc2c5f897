# about_of_wrong_kind
DELETE DATA { GRAPH passage:good\/1 { figure:good std:about std:aboutNotStated } } ;
INSERT DATA { GRAPH passage:good\/1 { figure:good std:about id:province } }
