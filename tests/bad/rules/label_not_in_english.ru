# label_not_in_english
DELETE { GRAPH ?graph { id:platform rdfs:label ?old } } INSERT { GRAPH ?graph { id:platform rdfs:label "平台"@zh } }
WHERE { GRAPH ?graph { id:platform rdfs:label ?old } }
