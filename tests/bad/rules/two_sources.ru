# two_sources
DELETE { GRAPH ?graph { passage:good\/2 prov:wasQuotedFrom ?old } } INSERT { GRAPH ?graph { passage:good\/2 prov:wasQuotedFrom source:other } }
WHERE { GRAPH ?graph { passage:good\/2 prov:wasQuotedFrom ?old } }
