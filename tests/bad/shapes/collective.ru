# Collective-memberKind minCount
DELETE WHERE { GRAPH ?graph { id:collective std:memberKind ?old } }

# Collective-memberKind class
DELETE { GRAPH ?graph { id:collective std:memberKind ?old } } INSERT { GRAPH ?graph { id:collective std:memberKind std:actual } }
WHERE { GRAPH ?graph { id:collective std:memberKind ?old } }

# Collective-ledBy class
DELETE { GRAPH ?graph { id:collective std:ledBy ?old } } INSERT { GRAPH ?graph { id:collective std:ledBy id:land } }
WHERE { GRAPH ?graph { id:collective std:ledBy ?old } }

# Collective-publishedThrough class
INSERT DATA { GRAPH passage:good\/1 { id:collective std:publishedThrough id:event } }
