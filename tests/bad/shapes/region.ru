# Region-isPartOf class
DELETE { GRAPH ?graph { id:land dcterms:isPartOf ?old } } INSERT { GRAPH ?graph { id:land dcterms:isPartOf id:agency } }
WHERE { GRAPH ?graph { id:land dcterms:isPartOf ?old } }

# Region-sameAs nodeKind
DELETE { GRAPH ?graph { id:land owl:sameAs ?old } } INSERT { GRAPH ?graph { id:land owl:sameAs "some text" } }
WHERE { GRAPH ?graph { id:land owl:sameAs ?old } }
