# Dataset-title minCount
DELETE WHERE { GRAPH ?graph { id:data dcterms:title ?old } }

# Dataset-title uniqueLang
INSERT { GRAPH ?graph { id:data dcterms:title "Something else"@en } } WHERE { GRAPH ?graph { id:data a ?class } }

# Dataset-license minCount
DELETE WHERE { GRAPH ?graph { id:data dcterms:license ?old } }

# Dataset-license nodeKind
DELETE { GRAPH ?graph { id:data dcterms:license ?old } } INSERT { GRAPH ?graph { id:data dcterms:license "some text" } }
WHERE { GRAPH ?graph { id:data dcterms:license ?old } }
