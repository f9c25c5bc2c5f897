# entity_without_passage
INSERT DATA { GRAPH graph:provenance { id:invented a std:StandardsBody ; rdfs:label "Invented"@en ; schema:url "https://invented.example/" } }
