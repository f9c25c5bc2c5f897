# passage_outside_source
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:end ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:end 1001 } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:end ?old } }
