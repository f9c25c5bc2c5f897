# Event-organizer class
DELETE { GRAPH ?graph { id:event schema:organizer ?old } } INSERT { GRAPH ?graph { id:event schema:organizer id:land } }
WHERE { GRAPH ?graph { id:event schema:organizer ?old } }

# Event-startDate maxCount
INSERT { GRAPH ?graph { id:event schema:startDate "2021-03"^^xsd:gYearMonth } } WHERE { GRAPH ?graph { id:event a ?class } }

# Event-startDate node
DELETE { GRAPH ?graph { id:event schema:startDate ?old } } INSERT { GRAPH ?graph { id:event schema:startDate "2022" } }
WHERE { GRAPH ?graph { id:event schema:startDate ?old } }

# Event-endDate maxCount
INSERT { GRAPH ?graph { id:event schema:endDate "2023"^^xsd:gYear } } WHERE { GRAPH ?graph { id:event a ?class } }

# Event-endDate node
DELETE { GRAPH ?graph { id:event schema:endDate ?old } } INSERT { GRAPH ?graph { id:event schema:endDate "2022" } }
WHERE { GRAPH ?graph { id:event schema:endDate ?old } }

# Event-addresses class
DELETE { GRAPH ?graph { id:event std:addresses ?old } } INSERT { GRAPH ?graph { id:event std:addresses id:agency } }
WHERE { GRAPH ?graph { id:event std:addresses ?old } }

# Event-superEvent class
DELETE { GRAPH ?graph { id:event schema:superEvent ?old } } INSERT { GRAPH ?graph { id:event schema:superEvent id:land } }
WHERE { GRAPH ?graph { id:event schema:superEvent ?old } }
