# Agency-subOrganizationOf class
INSERT { GRAPH ?graph { id:agency org:subOrganizationOf id:land } } WHERE { GRAPH ?graph { id:agency a ?class } }

# Agency-classification class
DELETE { GRAPH ?graph { id:agency org:classification ?old } } INSERT { GRAPH ?graph { id:agency org:classification id:agency } }
WHERE { GRAPH ?graph { id:agency org:classification ?old } }

# Agency-changedBy class
DELETE { GRAPH ?graph { id:agency org:changedBy ?old } } INSERT { GRAPH ?graph { id:agency org:changedBy id:land } }
WHERE { GRAPH ?graph { id:agency org:changedBy ?old } }

# Agency-ledBy class
DELETE { GRAPH ?graph { id:agency std:ledBy ?old } } INSERT { GRAPH ?graph { id:agency std:ledBy id:land } }
WHERE { GRAPH ?graph { id:agency std:ledBy ?old } }

# Agency-url pattern
DELETE { GRAPH ?graph { id:agency schema:url ?old } } INSERT { GRAPH ?graph { id:agency schema:url "ftp://x.example/" } }
WHERE { GRAPH ?graph { id:agency schema:url ?old } }

# Agency-unitOf maxCount
INSERT DATA { GRAPH passage:good\/1 { id:agency org:unitOf id:second-agency } }
