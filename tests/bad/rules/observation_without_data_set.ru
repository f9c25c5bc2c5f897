# observation_without_data_set
DELETE DATA { GRAPH graph:provenance { id:cube-cell qb:dataSet id:cube } }
