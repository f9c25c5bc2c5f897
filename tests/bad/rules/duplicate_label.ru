# duplicate_label
DELETE { GRAPH ?graph { id:second-agency a ?old } } INSERT { GRAPH ?graph { id:second-agency a std:GovernmentAgency } }
WHERE { GRAPH ?graph { id:second-agency a ?old } } ;
DELETE { GRAPH ?graph { id:second-agency rdfs:label ?old } } INSERT { GRAPH ?graph { id:second-agency rdfs:label "Agency"@en } }
WHERE { GRAPH ?graph { id:second-agency rdfs:label ?old } }
