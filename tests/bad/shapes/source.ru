# Source-title minCount
DELETE WHERE { GRAPH ?graph { source:good dcterms:title ?old } }

# Source-identifier minCount
DELETE WHERE { GRAPH ?graph { source:good dcterms:identifier ?old } }

# Source-identifier maxCount
INSERT { GRAPH ?graph { source:good dcterms:identifier "another" } } WHERE { GRAPH ?graph { source:good a ?class } }

# Source-identifier pattern
DELETE { GRAPH ?graph { source:good dcterms:identifier ?old } } INSERT { GRAPH ?graph { source:good dcterms:identifier "A Report" } }
WHERE { GRAPH ?graph { source:good dcterms:identifier ?old } }

# Source-publisher nodeKind
DELETE { GRAPH ?graph { source:good dc:publisher ?old } } INSERT { GRAPH ?graph { source:good dc:publisher id:agency } }
WHERE { GRAPH ?graph { source:good dc:publisher ?old } }

# Source-issued maxCount
INSERT { GRAPH ?graph { source:good dcterms:issued "2023-06-06"^^xsd:date } } WHERE { GRAPH ?graph { source:good a ?class } }

# Source-issued node
DELETE { GRAPH ?graph { source:good dcterms:issued ?old } } INSERT { GRAPH ?graph { source:good dcterms:issued "2022" } }
WHERE { GRAPH ?graph { source:good dcterms:issued ?old } }

# Source-url datatype
DELETE { GRAPH ?graph { source:good schema:url ?old } } INSERT { GRAPH ?graph { source:good schema:url "https://publisher.example/" } }
WHERE { GRAPH ?graph { source:good schema:url ?old } }

# Source-url pattern
DELETE { GRAPH ?graph { source:good schema:url ?old } } INSERT { GRAPH ?graph { source:good schema:url "ftp://x.example/"^^xsd:anyURI } }
WHERE { GRAPH ?graph { source:good schema:url ?old } }

# Source-language minCount
DELETE WHERE { GRAPH ?graph { source:good dcterms:language ?old } }

# Source-language pattern
DELETE { GRAPH ?graph { source:good dcterms:language ?old } } INSERT { GRAPH ?graph { source:good dcterms:language "English" } }
WHERE { GRAPH ?graph { source:good dcterms:language ?old } }

# Source-spatial class
DELETE { GRAPH ?graph { source:good dcterms:spatial ?old } } INSERT { GRAPH ?graph { source:good dcterms:spatial id:agency } }
WHERE { GRAPH ?graph { source:good dcterms:spatial ?old } }

# Source-textSha256 maxCount
INSERT { GRAPH ?graph { source:good std:textSha256 "0000000000000000000000000000000000000000000000000000000000000000" } } WHERE { GRAPH ?graph { source:good a ?class } }

# Source-textSha256 pattern
DELETE { GRAPH ?graph { source:good std:textSha256 ?old } } INSERT { GRAPH ?graph { source:good std:textSha256 "E3B0" } }
WHERE { GRAPH ?graph { source:good std:textSha256 ?old } }

# Source-textLength maxCount
INSERT { GRAPH ?graph { source:good std:textLength 1001 } } WHERE { GRAPH ?graph { source:good a ?class } }

# Source-textLength datatype
INSERT { GRAPH ?graph { source:other std:textLength 5.0 } } WHERE { GRAPH ?graph { source:other a ?class } }

# Source-textLength minInclusive
INSERT { GRAPH ?graph { source:other std:textLength 0 } } WHERE { GRAPH ?graph { source:other a ?class } }

# Source-retrieved maxCount
INSERT { GRAPH ?graph { source:good std:retrieved "2026-11-21"^^xsd:date } } WHERE { GRAPH ?graph { source:good a ?class } }

# Source-retrieved datatype
DELETE { GRAPH ?graph { source:good std:retrieved ?old } } INSERT { GRAPH ?graph { source:good std:retrieved "2026"^^xsd:gYear } }
WHERE { GRAPH ?graph { source:good std:retrieved ?old } }
