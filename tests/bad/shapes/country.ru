# Country-notation minCount
DELETE WHERE { GRAPH ?graph { id:land skos:notation ?old } }

# Country-notation maxCount
INSERT { GRAPH ?graph { id:land skos:notation "XM" } } WHERE { GRAPH ?graph { id:land a ?class } }

# Country-notation pattern
DELETE { GRAPH ?graph { id:land skos:notation ?old } } INSERT { GRAPH ?graph { id:land skos:notation "XLD" } }
WHERE { GRAPH ?graph { id:land skos:notation ?old } }
