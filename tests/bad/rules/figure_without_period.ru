# figure_without_period
DELETE WHERE { GRAPH ?graph { figure:good sdmx-dimension:refPeriod ?old } }
