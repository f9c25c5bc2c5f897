# TextPosition-start minCount
DELETE WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start ?old } }

# TextPosition-start maxCount
INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start 1 } } WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> a ?class } }

# TextPosition-start datatype
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start 5.0 } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start ?old } }

# TextPosition-start minInclusive
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start -1 } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start ?old } }

# TextPosition-start lessThan
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start 90 } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:start ?old } }

# TextPosition-end minCount
DELETE WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:end ?old } }

# TextPosition-end maxCount
INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:end 91 } } WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> a ?class } }

# TextPosition-end datatype
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:end ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:end 5.0 } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/passage/good/1#position> oa:end ?old } }
