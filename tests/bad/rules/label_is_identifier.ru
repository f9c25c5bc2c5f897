# label_is_identifier
DELETE { GRAPH ?graph { id:platform rdfs:label ?old } } INSERT { GRAPH ?graph { id:platform rdfs:label "Q1000002"@en } }
WHERE { GRAPH ?graph { id:platform rdfs:label ?old } }
