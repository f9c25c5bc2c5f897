# observation_of_another_structure
DELETE DATA { GRAPH passage:good\/1 { figure:good qb:dataSet dataset:good } } ;
INSERT DATA { GRAPH passage:good\/1 { figure:good qb:dataSet dataset:good\/rankings } }
