# Committee-subOrganizationOf class
INSERT { GRAPH ?graph { id:committee org:subOrganizationOf id:land } } WHERE { GRAPH ?graph { id:committee a ?class } }

# Committee-addresses class
DELETE { GRAPH ?graph { id:committee std:addresses ?old } } INSERT { GRAPH ?graph { id:committee std:addresses id:agency } }
WHERE { GRAPH ?graph { id:committee std:addresses ?old } }

# Committee-ledBy class
DELETE { GRAPH ?graph { id:committee std:ledBy ?old } } INSERT { GRAPH ?graph { id:committee std:ledBy id:land } }
WHERE { GRAPH ?graph { id:committee std:ledBy ?old } }

# Committee-memberKind class
DELETE { GRAPH ?graph { id:committee std:memberKind ?old } } INSERT { GRAPH ?graph { id:committee std:memberKind std:actual } }
WHERE { GRAPH ?graph { id:committee std:memberKind ?old } }
