# dangling_reference
DELETE { GRAPH ?graph { id:platform std:operatedBy ?old } } INSERT { GRAPH ?graph { id:platform std:operatedBy id:nobody } }
WHERE { GRAPH ?graph { id:platform std:operatedBy ?old } }
