# Partnership-partner minCount
DELETE WHERE { GRAPH ?graph { id:partnership std:party ?old } } ;
DELETE WHERE { GRAPH ?graph { id:partnership std:partnerRegion ?old } }

# Partnership-party class
INSERT { GRAPH ?graph { id:partnership std:party id:land } } WHERE { GRAPH ?graph { id:partnership a ?class } }

# Partnership-partnerRegion class
DELETE { GRAPH ?graph { id:partnership std:partnerRegion ?old } } INSERT { GRAPH ?graph { id:partnership std:partnerRegion id:agency } }
WHERE { GRAPH ?graph { id:partnership std:partnerRegion ?old } }

# Partnership-mechanism minCount
DELETE WHERE { GRAPH ?graph { id:partnership std:mechanism ?old } }

# Partnership-mechanism class
DELETE { GRAPH ?graph { id:partnership std:mechanism ?old } } INSERT { GRAPH ?graph { id:partnership std:mechanism std:actual } }
WHERE { GRAPH ?graph { id:partnership std:mechanism ?old } }

# Partnership-period maxCount
INSERT { GRAPH ?graph { id:partnership std:period "2024" } } WHERE { GRAPH ?graph { id:partnership a ?class } }

# Partnership-period pattern
DELETE { GRAPH ?graph { id:partnership std:period ?old } } INSERT { GRAPH ?graph { id:partnership std:period "in 2022" } }
WHERE { GRAPH ?graph { id:partnership std:period ?old } }
