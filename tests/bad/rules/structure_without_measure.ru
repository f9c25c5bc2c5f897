# structure_without_measure
DELETE DATA { GRAPH graph:provenance { id:cube-structure qb:component id:cube-measure } }
