# Figure-dataSet minCount
DELETE WHERE { GRAPH ?graph { figure:good qb:dataSet ?old } }

# Figure-dataSet maxCount
INSERT { GRAPH ?graph { figure:good qb:dataSet id:cube } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-dataSet class
DELETE { GRAPH ?graph { figure:good qb:dataSet ?old } } INSERT { GRAPH ?graph { figure:good qb:dataSet id:land } }
WHERE { GRAPH ?graph { figure:good qb:dataSet ?old } }

# Figure-measure minCount
DELETE WHERE { GRAPH ?graph { figure:good std:measure ?old } }

# Figure-measure maxCount
INSERT { GRAPH ?graph { figure:good std:measure id:measure } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-measure class
DELETE { GRAPH ?graph { figure:good std:measure ?old } } INSERT { GRAPH ?graph { figure:good std:measure std:actual } }
WHERE { GRAPH ?graph { figure:good std:measure ?old } }

# Figure-area minCount
DELETE WHERE { GRAPH ?graph { figure:good sdmx-dimension:refArea ?old } }

# Figure-area maxCount
INSERT { GRAPH ?graph { figure:good sdmx-dimension:refArea id:continent } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-area class
DELETE { GRAPH ?graph { figure:good sdmx-dimension:refArea ?old } } INSERT { GRAPH ?graph { figure:good sdmx-dimension:refArea id:agency } }
WHERE { GRAPH ?graph { figure:good sdmx-dimension:refArea ?old } }

# Figure-period maxCount
INSERT { GRAPH ?graph { figure:good sdmx-dimension:refPeriod "2021"^^xsd:gYear } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-period node
DELETE { GRAPH ?graph { figure:good sdmx-dimension:refPeriod ?old } } INSERT { GRAPH ?graph { figure:good sdmx-dimension:refPeriod "2022" } }
WHERE { GRAPH ?graph { figure:good sdmx-dimension:refPeriod ?old } }

# Figure-sector minCount
DELETE WHERE { GRAPH ?graph { figure:good std:sector ?old } }

# Figure-sector maxCount
INSERT { GRAPH ?graph { figure:good std:sector std:agriculture } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-sector class
DELETE { GRAPH ?graph { figure:good std:sector ?old } } INSERT { GRAPH ?graph { figure:good std:sector std:actual } }
WHERE { GRAPH ?graph { figure:good std:sector ?old } }

# Figure-level minCount
DELETE WHERE { GRAPH ?graph { figure:good std:standardLevel ?old } }

# Figure-level maxCount
INSERT { GRAPH ?graph { figure:good std:standardLevel std:groupStandard } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-level class
DELETE { GRAPH ?graph { figure:good std:standardLevel ?old } } INSERT { GRAPH ?graph { figure:good std:standardLevel std:actual } }
WHERE { GRAPH ?graph { figure:good std:standardLevel ?old } }

# Figure-about minCount
DELETE WHERE { GRAPH ?graph { figure:good std:about ?old } }

# Figure-about maxCount
INSERT { GRAPH ?graph { figure:good std:about id:plan } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-about nodeKind
DELETE { GRAPH ?graph { figure:good std:about ?old } } INSERT { GRAPH ?graph { figure:good std:about "some text" } }
WHERE { GRAPH ?graph { figure:good std:about ?old } }

# Figure-status minCount
DELETE WHERE { GRAPH ?graph { figure:good std:status ?old } }

# Figure-status maxCount
DELETE { GRAPH ?graph { figure:good sdmx-dimension:refPeriod ?old } } INSERT { GRAPH ?graph { figure:good sdmx-dimension:refPeriod "2023"^^xsd:gYear } }
WHERE { GRAPH ?graph { figure:good sdmx-dimension:refPeriod ?old } } ;
INSERT { GRAPH ?graph { figure:good std:status std:expected } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-status class
DELETE { GRAPH ?graph { figure:good std:status ?old } } INSERT { GRAPH ?graph { figure:good std:status std:exactly } }
WHERE { GRAPH ?graph { figure:good std:status ?old } }

# Figure-by class
DELETE { GRAPH ?graph { figure:good std:by ?old } } INSERT { GRAPH ?graph { figure:good std:by id:land } }
WHERE { GRAPH ?graph { figure:good std:by ?old } }

# Figure-context class
INSERT { GRAPH ?graph { figure:good std:context id:land } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-comparator minCount
DELETE WHERE { GRAPH ?graph { figure:good std:comparator ?old } }

# Figure-comparator maxCount
INSERT { GRAPH ?graph { figure:good std:comparator std:moreThan } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-comparator class
DELETE { GRAPH ?graph { figure:good std:comparator ?old } } INSERT { GRAPH ?graph { figure:good std:comparator std:actual } }
WHERE { GRAPH ?graph { figure:good std:comparator ?old } }

# Figure-value minCount
DELETE WHERE { GRAPH ?graph { figure:good sdmx-measure:obsValue ?old } }

# Figure-value maxCount
INSERT { GRAPH ?graph { figure:good sdmx-measure:obsValue 2267 } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-value node
DELETE { GRAPH ?graph { figure:good sdmx-measure:obsValue ?old } } INSERT { GRAPH ?graph { figure:good sdmx-measure:obsValue "2266.5"^^xsd:double } }
WHERE { GRAPH ?graph { figure:good sdmx-measure:obsValue ?old } }

# Figure-value minInclusive
DELETE { GRAPH ?graph { figure:good sdmx-measure:obsValue ?old } } INSERT { GRAPH ?graph { figure:good sdmx-measure:obsValue -5 } }
WHERE { GRAPH ?graph { figure:good sdmx-measure:obsValue ?old } }

# Figure-unit minCount
DELETE WHERE { GRAPH ?graph { figure:good sdmx-attribute:unitMeasure ?old } }

# Figure-unit maxCount
INSERT { GRAPH ?graph { figure:good sdmx-attribute:unitMeasure std:projectUnit } } WHERE { GRAPH ?graph { figure:good a ?class } }

# Figure-unit class
DELETE { GRAPH ?graph { figure:good sdmx-attribute:unitMeasure ?old } } INSERT { GRAPH ?graph { figure:good sdmx-attribute:unitMeasure std:actual } }
WHERE { GRAPH ?graph { figure:good sdmx-attribute:unitMeasure ?old } }

# Figure-rank maxCount
INSERT { GRAPH ?graph { figure:good std:rank 1 } } WHERE { GRAPH ?graph { figure:good a ?class } }
