# disagreeing_sources
INSERT { GRAPH passage:good\/1 { figure:copy ?property ?object } GRAPH graph:provenance { figure:copy dcterms:isReferencedBy passage:good\/1 } }
WHERE { GRAPH passage:good\/1 { figure:good ?property ?object } } ;
DELETE { GRAPH ?graph { figure:copy sdmx-measure:obsValue ?old } } INSERT { GRAPH ?graph { figure:copy sdmx-measure:obsValue 2267 } }
WHERE { GRAPH ?graph { figure:copy sdmx-measure:obsValue ?old } } ;
DELETE { GRAPH ?graph { figure:copy qb:dataSet ?old } } INSERT { GRAPH ?graph { figure:copy qb:dataSet dataset:other } }
WHERE { GRAPH ?graph { figure:copy qb:dataSet ?old } } ;
INSERT DATA { GRAPH graph:provenance { dataset:other a qb:DataSet ; rdfs:label "Figures of another source"@en ; qb:structure std:figureStructure } }
