# Structure-component minCount
DELETE WHERE { GRAPH ?graph { id:cube-structure qb:component ?old } }

# Structure-component class
DELETE { GRAPH ?graph { id:cube-structure qb:component ?old } } INSERT { GRAPH ?graph { id:cube-structure qb:component id:land } }
WHERE { GRAPH ?graph { id:cube-structure qb:component ?old } }
