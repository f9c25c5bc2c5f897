# code_outside_list
DELETE { GRAPH ?graph { id:unit a ?old } } INSERT { GRAPH ?graph { id:unit a std:Sector , skos:Concept } }
WHERE { GRAPH ?graph { id:unit a ?old } } ;
DELETE { GRAPH ?graph { figure:good std:sector ?old } } INSERT { GRAPH ?graph { figure:good std:sector id:unit } }
WHERE { GRAPH ?graph { figure:good std:sector ?old } }
