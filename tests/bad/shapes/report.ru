# Report-issuedBy class
INSERT { GRAPH ?graph { id:report std:issuedBy id:land } } WHERE { GRAPH ?graph { id:report a ?class } }

# Report-announcedAt class
DELETE { GRAPH ?graph { id:report std:announcedAt ?old } } INSERT { GRAPH ?graph { id:report std:announcedAt id:land } }
WHERE { GRAPH ?graph { id:report std:announcedAt ?old } }

# Report-issued node
DELETE { GRAPH ?graph { id:report dcterms:issued ?old } } INSERT { GRAPH ?graph { id:report dcterms:issued "2022" } }
WHERE { GRAPH ?graph { id:report dcterms:issued ?old } }
