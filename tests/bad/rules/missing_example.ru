# missing_example
DELETE WHERE { GRAPH ?graph { std:Figure skos:example ?old } }
