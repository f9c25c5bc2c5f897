# unknown_class
DELETE { GRAPH ?graph { id:platform a ?old } } INSERT { GRAPH ?graph { id:platform a std:Plattform } }
WHERE { GRAPH ?graph { id:platform a ?old } }
