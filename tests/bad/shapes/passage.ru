# Passage-hasSource minCount
DELETE WHERE { GRAPH ?graph { passage:good\/1 oa:hasSource ?old } }

# Passage-hasSource maxCount
INSERT { GRAPH ?graph { passage:good\/1 oa:hasSource source:other } } WHERE { GRAPH ?graph { passage:good\/1 a ?class } }

# Passage-hasSource class
DELETE { GRAPH ?graph { passage:good\/1 oa:hasSource ?old } } INSERT { GRAPH ?graph { passage:good\/1 oa:hasSource id:land } }
WHERE { GRAPH ?graph { passage:good\/1 oa:hasSource ?old } }

# Passage-wasQuotedFrom minCount
DELETE WHERE { GRAPH ?graph { passage:good\/1 prov:wasQuotedFrom ?old } }

# Passage-wasQuotedFrom maxCount
INSERT { GRAPH ?graph { passage:good\/1 prov:wasQuotedFrom source:other } } WHERE { GRAPH ?graph { passage:good\/1 a ?class } }

# Passage-wasQuotedFrom class
DELETE { GRAPH ?graph { passage:good\/1 prov:wasQuotedFrom ?old } } INSERT { GRAPH ?graph { passage:good\/1 prov:wasQuotedFrom id:land } }
WHERE { GRAPH ?graph { passage:good\/1 prov:wasQuotedFrom ?old } }

# Passage-hasSelector maxCount
INSERT { GRAPH ?graph { passage:good\/1 oa:hasSelector <https://w3id.org/stdkg/id/passage/other/1#position> } } WHERE { GRAPH ?graph { passage:good\/1 a ?class } }

# Passage-hasSelector nodeKind
DELETE { GRAPH ?graph { passage:good\/1 oa:hasSelector ?old } } INSERT { GRAPH ?graph { passage:good\/1 oa:hasSelector "some text" } }
WHERE { GRAPH ?graph { passage:good\/1 oa:hasSelector ?old } }

# Passage-position minCount
DELETE WHERE { GRAPH ?graph { passage:good\/1 oa:hasSelector ?old } } ;
DELETE WHERE { GRAPH ?graph { passage:good\/1 std:locator ?old } }

# Passage-passageSha256 maxCount
INSERT { GRAPH ?graph { passage:good\/1 std:passageSha256 "0000000000000000000000000000000000000000000000000000000000000000" } } WHERE { GRAPH ?graph { passage:good\/1 a ?class } }

# Passage-passageSha256 pattern
DELETE { GRAPH ?graph { passage:good\/1 std:passageSha256 ?old } } INSERT { GRAPH ?graph { passage:good\/1 std:passageSha256 "E3B0" } }
WHERE { GRAPH ?graph { passage:good\/1 std:passageSha256 ?old } }

# Passage-locator nodeKind
DELETE { GRAPH ?graph { passage:good\/2 std:locator ?old } } INSERT { GRAPH ?graph { passage:good\/2 std:locator id:agency } }
WHERE { GRAPH ?graph { passage:good\/2 std:locator ?old } }

# Passage-wasAttributedTo class
INSERT { GRAPH ?graph { passage:good\/1 prov:wasAttributedTo id:land } } WHERE { GRAPH ?graph { passage:good\/1 a ?class } }

# Passage-context class
INSERT { GRAPH ?graph { passage:good\/1 std:context id:land } } WHERE { GRAPH ?graph { passage:good\/1 a ?class } }

# Passage-hadPrimarySource class
INSERT DATA { GRAPH graph:provenance { passage:good\/1 prov:hadPrimarySource id:agency } }
