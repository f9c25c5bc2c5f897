# percent_out_of_range
DELETE { GRAPH ?graph { figure:good sdmx-attribute:unitMeasure ?old } } INSERT { GRAPH ?graph { figure:good sdmx-attribute:unitMeasure std:percent } }
WHERE { GRAPH ?graph { figure:good sdmx-attribute:unitMeasure ?old } } ;
DELETE { GRAPH ?graph { figure:good sdmx-measure:obsValue ?old } } INSERT { GRAPH ?graph { figure:good sdmx-measure:obsValue 0.95 } }
WHERE { GRAPH ?graph { figure:good sdmx-measure:obsValue ?old } }
