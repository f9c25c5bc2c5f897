# Fragment-value minCount
DELETE WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/other/1#position> rdf:value ?old } }

# Fragment-value maxCount
INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/other/1#position> rdf:value "page=8" } } WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/other/1#position> a ?class } }

# Fragment-value datatype
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/other/1#position> rdf:value ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/other/1#position> rdf:value "page=7"@en } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/other/1#position> rdf:value ?old } }
