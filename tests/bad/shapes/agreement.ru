# Agreement-party minCount
DELETE WHERE { GRAPH ?graph { id:agreement std:party ?old } }

# Agreement-party class
INSERT { GRAPH ?graph { id:agreement std:party id:land } } WHERE { GRAPH ?graph { id:agreement a ?class } }
