# Role-directProperty minCount
DELETE WHERE { GRAPH ?graph { id:role std:directProperty ?old } }

# Role-directProperty maxCount
INSERT { GRAPH ?graph { id:role std:directProperty std:holdsPostIn } } WHERE { GRAPH ?graph { id:role a ?class } }

# Role-directProperty nodeKind
DELETE { GRAPH ?graph { id:role std:directProperty ?old } } INSERT { GRAPH ?graph { id:role std:directProperty "some text" } }
WHERE { GRAPH ?graph { id:role std:directProperty ?old } }
