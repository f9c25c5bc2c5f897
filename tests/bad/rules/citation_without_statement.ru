# citation_without_statement
INSERT DATA { GRAPH graph:provenance { id:agency dcterms:isReferencedBy passage:other\/1 } }
