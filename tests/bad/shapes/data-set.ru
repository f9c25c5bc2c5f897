# DataSet-structure minCount
DELETE WHERE { GRAPH ?graph { id:cube qb:structure ?old } }

# DataSet-structure maxCount
INSERT { GRAPH ?graph { dataset:good qb:structure std:rankingStructure } } WHERE { GRAPH ?graph { dataset:good a ?class } }

# DataSet-structure class
DELETE { GRAPH ?graph { id:cube qb:structure ?old } } INSERT { GRAPH ?graph { id:cube qb:structure id:land } }
WHERE { GRAPH ?graph { id:cube qb:structure ?old } }
