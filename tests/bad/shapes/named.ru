# Named-label minCount
DELETE WHERE { GRAPH ?graph { id:agency rdfs:label ?old } }

# Named-label datatype
INSERT { GRAPH ?graph { id:agency rdfs:label "no language" } } WHERE { GRAPH ?graph { id:agency a ?class } }

# Named-label minLength
INSERT { GRAPH ?graph { id:agency rdfs:label ""@fr } } WHERE { GRAPH ?graph { id:agency a ?class } }

# Named-label uniqueLang
INSERT { GRAPH ?graph { id:agency rdfs:label "Something else"@en } } WHERE { GRAPH ?graph { id:agency a ?class } }

# Named-altLabel datatype
DELETE { GRAPH ?graph { id:agency skos:altLabel ?old } } INSERT { GRAPH ?graph { id:agency skos:altLabel "no language" } }
WHERE { GRAPH ?graph { id:agency skos:altLabel ?old } }

# Named-altLabel minLength
INSERT { GRAPH ?graph { id:agency skos:altLabel ""@fr } } WHERE { GRAPH ?graph { id:agency a ?class } }

# Named-hiddenLabel datatype
DELETE { GRAPH ?graph { id:agency skos:hiddenLabel ?old } } INSERT { GRAPH ?graph { id:agency skos:hiddenLabel "no language" } }
WHERE { GRAPH ?graph { id:agency skos:hiddenLabel ?old } }

# Named-hiddenLabel minLength
INSERT { GRAPH ?graph { id:agency skos:hiddenLabel ""@fr } } WHERE { GRAPH ?graph { id:agency a ?class } }

# Named-editorialNote datatype
DELETE { GRAPH ?graph { id:agency skos:editorialNote ?old } } INSERT { GRAPH ?graph { id:agency skos:editorialNote "no language" } }
WHERE { GRAPH ?graph { id:agency skos:editorialNote ?old } }

# Named-isReferencedBy nodeKind
INSERT { GRAPH ?graph { id:agency dcterms:isReferencedBy "the article" } } WHERE { GRAPH ?graph { id:agency a ?class } }

# Named-foundingDate node
INSERT DATA { GRAPH passage:good\/1 { id:agency schema:foundingDate "long ago" } }

# Named-created node
INSERT DATA { GRAPH passage:good\/1 { id:agency dcterms:created "long ago" } }
