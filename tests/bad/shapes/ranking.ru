# Ranking-dataSet minCount
DELETE WHERE { GRAPH ?graph { figure:ranking qb:dataSet ?old } }

# Ranking-dataSet maxCount
INSERT { GRAPH ?graph { figure:ranking qb:dataSet id:cube } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-dataSet class
DELETE { GRAPH ?graph { figure:ranking qb:dataSet ?old } } INSERT { GRAPH ?graph { figure:ranking qb:dataSet id:land } }
WHERE { GRAPH ?graph { figure:ranking qb:dataSet ?old } }

# Ranking-measure minCount
DELETE WHERE { GRAPH ?graph { figure:ranking std:measure ?old } }

# Ranking-measure maxCount
INSERT { GRAPH ?graph { figure:ranking std:measure id:measure } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-measure class
DELETE { GRAPH ?graph { figure:ranking std:measure ?old } } INSERT { GRAPH ?graph { figure:ranking std:measure std:actual } }
WHERE { GRAPH ?graph { figure:ranking std:measure ?old } }

# Ranking-area minCount
DELETE WHERE { GRAPH ?graph { figure:ranking sdmx-dimension:refArea ?old } }

# Ranking-area maxCount
INSERT { GRAPH ?graph { figure:ranking sdmx-dimension:refArea id:continent } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-area class
DELETE { GRAPH ?graph { figure:ranking sdmx-dimension:refArea ?old } } INSERT { GRAPH ?graph { figure:ranking sdmx-dimension:refArea id:agency } }
WHERE { GRAPH ?graph { figure:ranking sdmx-dimension:refArea ?old } }

# Ranking-period maxCount
INSERT { GRAPH ?graph { figure:ranking sdmx-dimension:refPeriod "2021"^^xsd:gYear } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-period node
DELETE { GRAPH ?graph { figure:ranking sdmx-dimension:refPeriod ?old } } INSERT { GRAPH ?graph { figure:ranking sdmx-dimension:refPeriod "2022" } }
WHERE { GRAPH ?graph { figure:ranking sdmx-dimension:refPeriod ?old } }

# Ranking-sector minCount
DELETE WHERE { GRAPH ?graph { figure:ranking std:sector ?old } }

# Ranking-sector maxCount
INSERT { GRAPH ?graph { figure:ranking std:sector std:agriculture } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-sector class
DELETE { GRAPH ?graph { figure:ranking std:sector ?old } } INSERT { GRAPH ?graph { figure:ranking std:sector std:actual } }
WHERE { GRAPH ?graph { figure:ranking std:sector ?old } }

# Ranking-level minCount
DELETE WHERE { GRAPH ?graph { figure:ranking std:standardLevel ?old } }

# Ranking-level maxCount
INSERT { GRAPH ?graph { figure:ranking std:standardLevel std:groupStandard } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-level class
DELETE { GRAPH ?graph { figure:ranking std:standardLevel ?old } } INSERT { GRAPH ?graph { figure:ranking std:standardLevel std:actual } }
WHERE { GRAPH ?graph { figure:ranking std:standardLevel ?old } }

# Ranking-about minCount
DELETE WHERE { GRAPH ?graph { figure:ranking std:about ?old } }

# Ranking-about maxCount
INSERT { GRAPH ?graph { figure:ranking std:about id:plan } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-about nodeKind
DELETE { GRAPH ?graph { figure:ranking std:about ?old } } INSERT { GRAPH ?graph { figure:ranking std:about "some text" } }
WHERE { GRAPH ?graph { figure:ranking std:about ?old } }

# Ranking-status minCount
DELETE WHERE { GRAPH ?graph { figure:ranking std:status ?old } }

# Ranking-status maxCount
DELETE { GRAPH ?graph { figure:ranking sdmx-dimension:refPeriod ?old } } INSERT { GRAPH ?graph { figure:ranking sdmx-dimension:refPeriod "2023"^^xsd:gYear } }
WHERE { GRAPH ?graph { figure:ranking sdmx-dimension:refPeriod ?old } } ;
INSERT { GRAPH ?graph { figure:ranking std:status std:expected } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-status class
DELETE { GRAPH ?graph { figure:ranking std:status ?old } } INSERT { GRAPH ?graph { figure:ranking std:status std:exactly } }
WHERE { GRAPH ?graph { figure:ranking std:status ?old } }

# Ranking-by class
DELETE { GRAPH ?graph { figure:ranking std:by ?old } } INSERT { GRAPH ?graph { figure:ranking std:by id:land } }
WHERE { GRAPH ?graph { figure:ranking std:by ?old } }

# Ranking-context class
INSERT { GRAPH ?graph { figure:ranking std:context id:land } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-rank minCount
DELETE WHERE { GRAPH ?graph { figure:ranking std:rank ?old } }

# Ranking-rank maxCount
INSERT { GRAPH ?graph { figure:ranking std:rank 2 } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-rank datatype
DELETE { GRAPH ?graph { figure:ranking std:rank ?old } } INSERT { GRAPH ?graph { figure:ranking std:rank 5.0 } }
WHERE { GRAPH ?graph { figure:ranking std:rank ?old } }

# Ranking-rank minInclusive
DELETE { GRAPH ?graph { figure:ranking std:rank ?old } } INSERT { GRAPH ?graph { figure:ranking std:rank 0 } }
WHERE { GRAPH ?graph { figure:ranking std:rank ?old } }

# Ranking-rankKind minCount
DELETE WHERE { GRAPH ?graph { figure:ranking std:rankKind ?old } }

# Ranking-rankKind maxCount
INSERT { GRAPH ?graph { figure:ranking std:rankKind std:listOrder } } WHERE { GRAPH ?graph { figure:ranking a ?class } }

# Ranking-rankKind class
DELETE { GRAPH ?graph { figure:ranking std:rankKind ?old } } INSERT { GRAPH ?graph { figure:ranking std:rankKind std:actual } }
WHERE { GRAPH ?graph { figure:ranking std:rankKind ?old } }

# Ranking-value maxCount
INSERT { GRAPH ?graph { figure:ranking sdmx-measure:obsValue 1 } } WHERE { GRAPH ?graph { figure:ranking a ?class } }
