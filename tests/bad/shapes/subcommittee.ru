# Subcommittee-subOrganizationOf minCount
DELETE WHERE { GRAPH ?graph { id:subcommittee org:subOrganizationOf ?old } }
