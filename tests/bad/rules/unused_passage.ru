# unused_passage
INSERT DATA { GRAPH graph:provenance {
  passage:good\/3 a std:Passage ; rdfs:label "Passage 3 of good"@en ; oa:hasSource source:good ; prov:wasQuotedFrom source:good ; std:locator "the end"
} }
