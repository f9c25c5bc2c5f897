# concept_named_as_property
INSERT DATA { GRAPH graph:ontology { std:comparator a skos:Concept ; skos:prefLabel "comparator"@en ; skos:inScheme std:measureScheme } }
