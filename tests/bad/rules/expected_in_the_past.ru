# expected_in_the_past
DELETE { GRAPH ?graph { figure:good std:status ?old } } INSERT { GRAPH ?graph { figure:good std:status std:target } }
WHERE { GRAPH ?graph { figure:good std:status ?old } }
