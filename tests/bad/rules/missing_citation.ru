# missing_citation
DELETE WHERE { GRAPH ?graph { id:standard dcterms:isReferencedBy ?old } }
