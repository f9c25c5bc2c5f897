# missing_definition
DELETE WHERE { GRAPH ?graph { std:Figure skos:definition ?old } }
