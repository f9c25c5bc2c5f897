# Department-unitOf minCount
DELETE WHERE { GRAPH ?graph { id:department org:unitOf ?old } }

# Department-unitOf class
DELETE { GRAPH ?graph { id:department org:unitOf ?old } } INSERT { GRAPH ?graph { id:department org:unitOf id:land } }
WHERE { GRAPH ?graph { id:department org:unitOf ?old } }
