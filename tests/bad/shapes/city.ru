# City-isPartOf minCount
DELETE WHERE { GRAPH ?graph { id:city dcterms:isPartOf ?old } }
