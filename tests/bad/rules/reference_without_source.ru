# reference_without_source
DELETE WHERE { GRAPH ?graph { id:city dcterms:source ?old } } ;
INSERT DATA {
  GRAPH passage:good\/1 { id:city a std:City }
  GRAPH graph:provenance { id:city dcterms:isReferencedBy passage:good\/1 }
}
