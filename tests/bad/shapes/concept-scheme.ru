# ConceptScheme-topConcept class
DELETE { GRAPH ?graph { id:scheme skos:hasTopConcept ?old } } INSERT { GRAPH ?graph { id:scheme skos:hasTopConcept id:agency } }
WHERE { GRAPH ?graph { id:scheme skos:hasTopConcept ?old } }

# ConceptScheme-member minCount
INSERT DATA { GRAPH graph:provenance { id:empty-scheme a skos:ConceptScheme ; rdfs:label "Empty"@en } }
