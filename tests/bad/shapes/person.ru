# Person-anyPost minCount
DELETE WHERE { GRAPH ?graph { id:person std:holdsPostIn ?old } } ;
DELETE WHERE { GRAPH ?graph { membership:person-department ?property ?old } }
