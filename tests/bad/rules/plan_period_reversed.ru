# plan_period_reversed
DELETE { GRAPH ?graph { id:plan std:period ?old } } INSERT { GRAPH ?graph { id:plan std:period "2023/2022" } }
WHERE { GRAPH ?graph { id:plan std:period ?old } }
