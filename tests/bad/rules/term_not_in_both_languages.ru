# term_not_in_both_languages
DELETE { GRAPH ?graph { std:Figure rdfs:label ?old } } WHERE { GRAPH ?graph { std:Figure rdfs:label ?old FILTER(LANG(?old) = "zh") } }
