# Initiative-stage class
DELETE { GRAPH ?graph { id:plan std:stage ?old } } INSERT { GRAPH ?graph { id:plan std:stage std:actual } }
WHERE { GRAPH ?graph { id:plan std:stage ?old } }

# Initiative-issuedBy class
INSERT { GRAPH ?graph { id:plan std:issuedBy id:land } } WHERE { GRAPH ?graph { id:plan a ?class } }

# Initiative-issuerNotStated maxCount
INSERT { GRAPH ?graph { id:older-plan std:issuerNotStated false } } WHERE { GRAPH ?graph { id:older-plan a ?class } }

# Initiative-issuerNotStated datatype
INSERT { GRAPH ?graph { id:plan std:issuerNotStated "true" } } WHERE { GRAPH ?graph { id:plan a ?class } }

# Initiative-formulatedBy class
DELETE { GRAPH ?graph { id:plan std:formulatedBy ?old } } INSERT { GRAPH ?graph { id:plan std:formulatedBy id:land } }
WHERE { GRAPH ?graph { id:plan std:formulatedBy ?old } }

# Initiative-implementedBy node
DELETE { GRAPH ?graph { id:plan std:implementedBy ?old } } INSERT { GRAPH ?graph { id:plan std:implementedBy id:land } }
WHERE { GRAPH ?graph { id:plan std:implementedBy ?old } }

# Initiative-operatedBy class
DELETE { GRAPH ?graph { id:plan std:operatedBy ?old } } INSERT { GRAPH ?graph { id:plan std:operatedBy id:land } }
WHERE { GRAPH ?graph { id:plan std:operatedBy ?old } }

# Initiative-implements class
DELETE { GRAPH ?graph { id:plan std:implements ?old } } INSERT { GRAPH ?graph { id:plan std:implements id:land } }
WHERE { GRAPH ?graph { id:plan std:implements ?old } }

# Initiative-supports nodeKind
DELETE { GRAPH ?graph { id:plan std:supports ?old } } INSERT { GRAPH ?graph { id:plan std:supports "some text" } }
WHERE { GRAPH ?graph { id:plan std:supports ?old } }

# Initiative-addresses class
DELETE { GRAPH ?graph { id:plan std:addresses ?old } } INSERT { GRAPH ?graph { id:plan std:addresses id:agency } }
WHERE { GRAPH ?graph { id:plan std:addresses ?old } }

# Initiative-carriedOutIn class
DELETE { GRAPH ?graph { id:plan std:carriedOutIn ?old } } INSERT { GRAPH ?graph { id:plan std:carriedOutIn id:agency } }
WHERE { GRAPH ?graph { id:plan std:carriedOutIn ?old } }

# Initiative-announcedAt class
DELETE { GRAPH ?graph { id:plan std:announcedAt ?old } } INSERT { GRAPH ?graph { id:plan std:announcedAt id:land } }
WHERE { GRAPH ?graph { id:plan std:announcedAt ?old } }

# Initiative-aim datatype
DELETE { GRAPH ?graph { id:plan std:aim ?old } } INSERT { GRAPH ?graph { id:plan std:aim "no language" } }
WHERE { GRAPH ?graph { id:plan std:aim ?old } }

# Initiative-firstOfItsKind maxCount
INSERT { GRAPH ?graph { id:plan std:firstOfItsKind false } } WHERE { GRAPH ?graph { id:plan a ?class } }

# Initiative-firstOfItsKind datatype
DELETE { GRAPH ?graph { id:plan std:firstOfItsKind ?old } } INSERT { GRAPH ?graph { id:plan std:firstOfItsKind "true" } }
WHERE { GRAPH ?graph { id:plan std:firstOfItsKind ?old } }

# Initiative-period maxCount
INSERT { GRAPH ?graph { id:plan std:period "2024" } } WHERE { GRAPH ?graph { id:plan a ?class } }

# Initiative-period pattern
DELETE { GRAPH ?graph { id:plan std:period ?old } } INSERT { GRAPH ?graph { id:plan std:period "in 2022" } }
WHERE { GRAPH ?graph { id:plan std:period ?old } }

# Initiative-issued node
DELETE { GRAPH ?graph { id:plan dcterms:issued ?old } } INSERT { GRAPH ?graph { id:plan dcterms:issued "2022" } }
WHERE { GRAPH ?graph { id:plan dcterms:issued ?old } }

# Initiative-replaces class
DELETE { GRAPH ?graph { id:plan dcterms:replaces ?old } } INSERT { GRAPH ?graph { id:plan dcterms:replaces id:land } }
WHERE { GRAPH ?graph { id:plan dcterms:replaces ?old } }

# Initiative-isPartOf class
DELETE { GRAPH ?graph { id:plan dcterms:isPartOf ?old } } INSERT { GRAPH ?graph { id:plan dcterms:isPartOf id:land } }
WHERE { GRAPH ?graph { id:plan dcterms:isPartOf ?old } }

# Initiative-valid node
INSERT DATA { GRAPH passage:good\/1 { id:plan dcterms:valid "soon" } }

# Initiative-mechanism class
INSERT DATA { GRAPH passage:good\/1 { id:plan std:mechanism id:topic } }

# Initiative-publishedThrough class
INSERT DATA { GRAPH passage:good\/1 { id:plan std:publishedThrough id:event } }
