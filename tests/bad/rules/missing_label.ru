# missing_label
INSERT DATA { GRAPH graph:provenance { <http://example.com/thing> a <http://example.com/Thing> } }
