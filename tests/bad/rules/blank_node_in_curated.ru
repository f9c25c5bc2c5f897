# blank_node_in_curated
INSERT DATA { GRAPH graph:provenance { [] dcterms:relation id:agency } }
