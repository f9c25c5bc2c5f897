# malformed_slug
INSERT DATA { GRAPH graph:reference { <https://w3id.org/stdkg/id/Old_Land> a std:WorldRegion ; rdfs:label "Old land"@en ; dcterms:source "a register" } }
