# Component-property minCount
DELETE WHERE { GRAPH ?graph { id:cube-dimension qb:dimension ?old } } ;
DELETE WHERE { GRAPH ?graph { id:cube-dimension qb:measure ?old } } ;
DELETE WHERE { GRAPH ?graph { id:cube-dimension qb:attribute ?old } }

# Component-property maxCount
INSERT { GRAPH ?graph { id:cube-dimension qb:measure sdmx-measure:obsValue } } WHERE { GRAPH ?graph { id:cube-dimension a ?class } }
