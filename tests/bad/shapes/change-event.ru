# ChangeEvent-originalOrganization class
DELETE { GRAPH ?graph { id:reorganization org:originalOrganization ?old } } INSERT { GRAPH ?graph { id:reorganization org:originalOrganization id:land } }
WHERE { GRAPH ?graph { id:reorganization org:originalOrganization ?old } }

# ChangeEvent-resultingOrganization class
DELETE { GRAPH ?graph { id:reorganization org:resultingOrganization ?old } } INSERT { GRAPH ?graph { id:reorganization org:resultingOrganization id:land } }
WHERE { GRAPH ?graph { id:reorganization org:resultingOrganization ?old } }

# ChangeEvent-organization minCount
DELETE WHERE { GRAPH ?graph { id:reorganization org:originalOrganization ?old } } ;
DELETE WHERE { GRAPH ?graph { id:reorganization org:resultingOrganization ?old } }

# ChangeEvent-date node
INSERT DATA { GRAPH passage:good\/1 { id:reorganization dcterms:date "last year" } }
