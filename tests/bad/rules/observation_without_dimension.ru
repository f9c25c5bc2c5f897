# observation_without_dimension
DELETE WHERE { GRAPH ?graph { id:cube-cell sdmx-dimension:refPeriod ?old } }
