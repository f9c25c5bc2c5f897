# period_after_source
DELETE { GRAPH ?graph { figure:good sdmx-dimension:refPeriod ?old } } INSERT { GRAPH ?graph { figure:good sdmx-dimension:refPeriod "2025"^^xsd:gYear } }
WHERE { GRAPH ?graph { figure:good sdmx-dimension:refPeriod ?old } }
