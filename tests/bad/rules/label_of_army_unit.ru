# label_of_army_unit
DELETE { GRAPH ?graph { id:agency rdfs:label ?old } } INSERT { GRAPH ?graph { id:agency rdfs:label "29th Rifle Division"@en } }
WHERE { GRAPH ?graph { id:agency rdfs:label ?old FILTER(LANG(?old) = "en") } }
