# PassedOver-hasSource minCount
DELETE DATA { GRAPH graph:provenance { passage:good\/skipped-1 oa:hasSource source:good } }

# PassedOver-hasSource maxCount
INSERT DATA { GRAPH graph:provenance { passage:good\/skipped-1 oa:hasSource source:other } }

# PassedOver-hasSource class
DELETE DATA { GRAPH graph:provenance { passage:good\/skipped-1 oa:hasSource source:good } } ;
INSERT DATA { GRAPH graph:provenance { passage:good\/skipped-1 oa:hasSource id:agency } }

# PassedOver-position minCount
DELETE DATA { GRAPH graph:provenance { passage:good\/skipped-1 std:locator "the disclaimer" } }

# PassedOver-passageSha256 maxCount
INSERT DATA { GRAPH graph:provenance { passage:good\/skipped-1 std:passageSha256 "0000000000000000000000000000000000000000000000000000000000000000" , "1111111111111111111111111111111111111111111111111111111111111111" } }

# PassedOver-passageSha256 pattern
INSERT DATA { GRAPH graph:provenance { passage:good\/skipped-1 std:passageSha256 "none" } }

# PassedOver-reason minCount
DELETE WHERE { GRAPH ?graph { passage:good\/skipped-1 rdfs:comment ?old } }
