# Policy-stage minCount
DELETE WHERE { GRAPH ?graph { id:outline std:stage ?old } }
