# Measure-countedAt minCount
DELETE WHERE { GRAPH ?graph { id:measure std:countedAt ?old } }

# Measure-countedAt maxCount
INSERT { GRAPH ?graph { id:measure std:countedAt std:atPeriodEnd } } WHERE { GRAPH ?graph { id:measure a ?class } }

# Measure-countedAt class
DELETE { GRAPH ?graph { id:measure std:countedAt ?old } } INSERT { GRAPH ?graph { id:measure std:countedAt std:actual } }
WHERE { GRAPH ?graph { id:measure std:countedAt ?old } }
