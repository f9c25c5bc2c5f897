# Concept-prefLabel uniqueLang
INSERT { GRAPH ?graph { id:topic skos:prefLabel "Another topic"@en } } WHERE { GRAPH ?graph { id:topic a ?class } }

# Concept-prefLabel datatype
DELETE { GRAPH ?graph { id:topic skos:prefLabel ?old } } INSERT { GRAPH ?graph { id:topic skos:prefLabel "no language" } }
WHERE { GRAPH ?graph { id:topic skos:prefLabel ?old } }

# Concept-anyPrefLabel minCount
DELETE WHERE { GRAPH ?graph { id:topic skos:prefLabel ?old } }

# Concept-anyScheme minCount
DELETE WHERE { GRAPH ?graph { id:topic skos:inScheme ?old } }

# Concept-inScheme class
DELETE { GRAPH ?graph { id:topic skos:inScheme ?old } } INSERT { GRAPH ?graph { id:topic skos:inScheme id:land } }
WHERE { GRAPH ?graph { id:topic skos:inScheme ?old } }

# Concept-broader class
DELETE { GRAPH ?graph { id:narrow-topic skos:broader ?old } } INSERT { GRAPH ?graph { id:narrow-topic skos:broader id:agency } }
WHERE { GRAPH ?graph { id:narrow-topic skos:broader ?old } }

# Concept-narrower class
DELETE { GRAPH ?graph { id:topic skos:narrower ?old } } INSERT { GRAPH ?graph { id:topic skos:narrower id:agency } }
WHERE { GRAPH ?graph { id:topic skos:narrower ?old } }

# Concept-hiddenLabel disjoint
INSERT DATA { GRAPH graph:provenance { id:topic skos:hiddenLabel "Topic"@en } }

# Concept-hiddenLabel datatype
INSERT DATA { GRAPH graph:provenance { id:topic skos:hiddenLabel "Theme" } }

# Concept-altLabel disjoint
INSERT DATA { GRAPH graph:provenance { id:topic skos:altLabel "Topic"@en } }

# Concept-altLabel datatype
INSERT DATA { GRAPH graph:provenance { id:topic skos:altLabel "Theme" } }
