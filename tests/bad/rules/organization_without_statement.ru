# organization_without_statement
INSERT DATA {
  GRAPH <https://w3id.org/stdkg/id/passage/good/1> { id:bare a std:StandardsBody ; rdfs:label "29th Rifles"@en , "步枪团"@zh }
  GRAPH graph:provenance { id:bare dcterms:isReferencedBy <https://w3id.org/stdkg/id/passage/good/1> }
}
