# Standard-identifier maxCount
INSERT { GRAPH ?graph { id:standard dcterms:identifier "GB/T 2-2022" } } WHERE { GRAPH ?graph { id:standard a ?class } }

# Standard-issuedBy class
INSERT { GRAPH ?graph { id:standard std:issuedBy id:land } } WHERE { GRAPH ?graph { id:standard a ?class } }

# Standard-issued node
DELETE { GRAPH ?graph { id:standard dcterms:issued ?old } } INSERT { GRAPH ?graph { id:standard dcterms:issued "2022" } }
WHERE { GRAPH ?graph { id:standard dcterms:issued ?old } }

# Standard-replaces class
DELETE { GRAPH ?graph { id:standard dcterms:replaces ?old } } INSERT { GRAPH ?graph { id:standard dcterms:replaces id:land } }
WHERE { GRAPH ?graph { id:standard dcterms:replaces ?old } }
