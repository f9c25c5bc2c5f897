# Ontology-anyLicense minCount
DELETE WHERE { GRAPH ?graph { <https://w3id.org/stdkg/ontology> dcterms:license ?old } }

# Ontology-license nodeKind
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/ontology> dcterms:license ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/ontology> dcterms:license "some text" } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/ontology> dcterms:license ?old } }

# Ontology-versionIRI maxCount
INSERT { GRAPH ?graph { <https://w3id.org/stdkg/ontology> owl:versionIRI <https://w3id.org/stdkg/ontology/0.0.1> } } WHERE { GRAPH ?graph { <https://w3id.org/stdkg/ontology> a ?class } }

# Ontology-versionIRI nodeKind
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/ontology> owl:versionIRI ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/ontology> owl:versionIRI "some text" } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/ontology> owl:versionIRI ?old } }
