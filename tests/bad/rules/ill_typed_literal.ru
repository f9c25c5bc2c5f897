# ill_typed_literal
DELETE { GRAPH ?graph { id:event schema:startDate ?old } } INSERT { GRAPH ?graph { id:event schema:startDate "2022-02-30"^^xsd:date } }
WHERE { GRAPH ?graph { id:event schema:startDate ?old } }
