# event_dates_reversed
DELETE { GRAPH ?graph { id:event schema:endDate ?old } } INSERT { GRAPH ?graph { id:event schema:endDate "2022-07-05"^^xsd:date } }
WHERE { GRAPH ?graph { id:event schema:endDate ?old } }
