# source_read_before_issued
DELETE { GRAPH ?graph { source:good std:retrieved ?old } } INSERT { GRAPH ?graph { source:good std:retrieved "2023-06-01"^^xsd:date } }
WHERE { GRAPH ?graph { source:good std:retrieved ?old } }
