# replaces_a_later_one
DELETE { GRAPH ?graph { id:older-plan dcterms:issued ?old } } INSERT { GRAPH ?graph { id:older-plan dcterms:issued "2023"^^xsd:gYear } }
WHERE { GRAPH ?graph { id:older-plan dcterms:issued ?old } }
