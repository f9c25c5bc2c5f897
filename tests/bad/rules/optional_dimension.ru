# optional_dimension
INSERT DATA { GRAPH graph:provenance { id:cube-dimension qb:componentRequired false } }
