# Comparator-bound minCount
DELETE WHERE { GRAPH ?graph { id:comparator std:lowerFactor ?old } } ;
DELETE WHERE { GRAPH ?graph { id:comparator std:upperFactor ?old } }

# Comparator-lowerFactor maxCount
INSERT { GRAPH ?graph { id:comparator std:lowerFactor 0.1 } } WHERE { GRAPH ?graph { id:comparator a ?class } }

# Comparator-lowerFactor datatype
DELETE { GRAPH ?graph { id:comparator std:lowerFactor ?old } } INSERT { GRAPH ?graph { id:comparator std:lowerFactor 0 } }
WHERE { GRAPH ?graph { id:comparator std:lowerFactor ?old } }

# Comparator-lowerFactor minInclusive
DELETE { GRAPH ?graph { id:comparator std:lowerFactor ?old } } INSERT { GRAPH ?graph { id:comparator std:lowerFactor -1.0 } }
WHERE { GRAPH ?graph { id:comparator std:lowerFactor ?old } }

# Comparator-upperFactor maxCount
INSERT { GRAPH ?graph { id:comparator std:upperFactor 0.4 } } WHERE { GRAPH ?graph { id:comparator a ?class } }

# Comparator-upperFactor datatype
DELETE { GRAPH ?graph { id:comparator std:upperFactor ?old } } INSERT { GRAPH ?graph { id:comparator std:upperFactor 1 } }
WHERE { GRAPH ?graph { id:comparator std:upperFactor ?old } }

# Comparator-upperFactor minInclusive
DELETE WHERE { GRAPH ?graph { id:comparator std:lowerFactor ?old } } ;
DELETE WHERE { GRAPH ?graph { id:comparator std:lowerInclusive ?old } } ;
DELETE { GRAPH ?graph { id:comparator std:upperFactor ?old } } INSERT { GRAPH ?graph { id:comparator std:upperFactor -1.0 } }
WHERE { GRAPH ?graph { id:comparator std:upperFactor ?old } }

# Comparator-lowerInclusive maxCount
INSERT { GRAPH ?graph { id:comparator std:lowerInclusive false } } WHERE { GRAPH ?graph { id:comparator a ?class } }

# Comparator-lowerInclusive datatype
DELETE { GRAPH ?graph { id:comparator std:lowerInclusive ?old } } INSERT { GRAPH ?graph { id:comparator std:lowerInclusive "true" } }
WHERE { GRAPH ?graph { id:comparator std:lowerInclusive ?old } }

# Comparator-upperInclusive maxCount
INSERT { GRAPH ?graph { id:comparator std:upperInclusive true } } WHERE { GRAPH ?graph { id:comparator a ?class } }

# Comparator-upperInclusive datatype
DELETE { GRAPH ?graph { id:comparator std:upperInclusive ?old } } INSERT { GRAPH ?graph { id:comparator std:upperInclusive "true" } }
WHERE { GRAPH ?graph { id:comparator std:upperInclusive ?old } }

# Comparator-lowerFactor lessThanOrEquals
DELETE DATA { GRAPH graph:provenance { id:comparator std:lowerFactor 0.0 } } ;
INSERT DATA { GRAPH graph:provenance { id:comparator std:lowerFactor 0.8 } }
