# Defined-definition datatype
INSERT { GRAPH ?graph { std:Figure skos:definition "A number." } } WHERE { GRAPH ?graph { std:Figure a ?class } }

# Defined-definition uniqueLang
INSERT { GRAPH ?graph { std:Figure skos:definition "Something else"@en } } WHERE { GRAPH ?graph { std:Figure a ?class } }
