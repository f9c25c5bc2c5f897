# initiative_without_issuer
DELETE WHERE { GRAPH ?graph { id:outline std:issuedBy ?old } }
