# related_and_broader
INSERT DATA { GRAPH graph:provenance { id:narrow-topic skos:related id:topic } }
