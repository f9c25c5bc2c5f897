# term_without_home
DELETE WHERE { GRAPH ?graph { std:Figure rdfs:isDefinedBy ?old } }
