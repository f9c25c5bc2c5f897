# top_concept_with_broader
INSERT DATA { GRAPH graph:provenance { id:narrow-topic skos:topConceptOf id:scheme } }
