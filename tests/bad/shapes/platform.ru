# Platform-operatedBy class
DELETE { GRAPH ?graph { id:platform std:operatedBy ?old } } INSERT { GRAPH ?graph { id:platform std:operatedBy id:land } }
WHERE { GRAPH ?graph { id:platform std:operatedBy ?old } }

# Platform-url pattern
DELETE { GRAPH ?graph { id:platform schema:url ?old } } INSERT { GRAPH ?graph { id:platform schema:url "ftp://x.example/" } }
WHERE { GRAPH ?graph { id:platform schema:url ?old } }
