# Province-notation minCount
DELETE WHERE { GRAPH ?graph { id:province skos:notation ?old } }

# Province-notation maxCount
INSERT { GRAPH ?graph { id:province skos:notation "XL-PV" } } WHERE { GRAPH ?graph { id:province a ?class } }

# Province-notation pattern
DELETE { GRAPH ?graph { id:province skos:notation ?old } } INSERT { GRAPH ?graph { id:province skos:notation "Province 1" } }
WHERE { GRAPH ?graph { id:province skos:notation ?old } }

# Province-isPartOf minCount
DELETE WHERE { GRAPH ?graph { id:province dcterms:isPartOf ?old } }

# Province-isPartOf class
DELETE DATA { GRAPH graph:reference { id:province dcterms:isPartOf id:land } } ;
INSERT DATA { GRAPH graph:reference { id:province dcterms:isPartOf id:continent } }
