# figure_without_passage
DELETE WHERE { GRAPH ?graph { figure:good ?property ?old } } ;
INSERT DATA { GRAPH graph:provenance {
  figure:good a std:Figure , qb:Observation ;
    rdfs:label "Standards published: 2266 (Land, 2022)"@en ;
    qb:dataSet dataset:good ; std:measure std:standardsPublished ; sdmx-measure:obsValue 2266 ; std:comparator std:exactly ;
    sdmx-attribute:unitMeasure std:standardUnit ; sdmx-dimension:refArea id:land ; sdmx-dimension:refPeriod "2022"^^xsd:gYear ;
    std:sector std:sectorNotStated ; std:standardLevel std:nationalStandard ; std:about std:aboutNotStated ; std:status std:actual
} }
