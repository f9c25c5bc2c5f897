# duplicate_observation
INSERT { GRAPH passage:good\/1 { figure:copy ?property ?object } GRAPH graph:provenance { figure:copy dcterms:isReferencedBy passage:good\/1 } }
WHERE { GRAPH passage:good\/1 { figure:good ?property ?object } }
