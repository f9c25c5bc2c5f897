# graph_without_passage
INSERT DATA {
  GRAPH passage:good\/9 { id:agency a std:GovernmentAgency }
  GRAPH graph:provenance { id:agency dcterms:isReferencedBy passage:good\/9 . passage:good\/9 a oa:SpecificResource ; rdfs:label "Passage 9"@en }
}
