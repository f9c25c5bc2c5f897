# observation_without_measure
DELETE WHERE { GRAPH ?graph { id:cube-cell sdmx-measure:obsValue ?old } }
