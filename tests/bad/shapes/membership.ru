# Membership-member minCount
DELETE WHERE { GRAPH ?graph { membership:second-agency-committee org:member ?old } } ;
DELETE WHERE { GRAPH ?graph { id:second-agency std:memberOf id:committee } }

# Membership-member maxCount
INSERT { GRAPH ?graph { membership:second-agency-committee org:member id:agency } } WHERE { GRAPH ?graph { membership:second-agency-committee a ?class } } ;
INSERT { GRAPH ?graph { id:agency std:memberOf id:committee } } WHERE { GRAPH ?graph { id:agency a ?class } }

# Membership-member class
DELETE { GRAPH ?graph { membership:second-agency-committee org:member ?old } } INSERT { GRAPH ?graph { membership:second-agency-committee org:member id:land } }
WHERE { GRAPH ?graph { membership:second-agency-committee org:member ?old } } ;
DELETE WHERE { GRAPH ?graph { id:second-agency std:memberOf id:committee } }

# Membership-organization minCount
DELETE WHERE { GRAPH ?graph { membership:second-agency-committee org:organization ?old } } ;
DELETE WHERE { GRAPH ?graph { id:second-agency std:memberOf id:committee } }

# Membership-organization maxCount
INSERT { GRAPH ?graph { membership:second-agency-committee org:organization id:subcommittee } } WHERE { GRAPH ?graph { membership:second-agency-committee a ?class } } ;
INSERT DATA { GRAPH passage:good\/1 { id:second-agency std:memberOf id:subcommittee } }

# Membership-organization class
DELETE { GRAPH ?graph { membership:second-agency-committee org:organization ?old } } INSERT { GRAPH ?graph { membership:second-agency-committee org:organization id:land } }
WHERE { GRAPH ?graph { membership:second-agency-committee org:organization ?old } } ;
DELETE WHERE { GRAPH ?graph { id:second-agency std:memberOf id:committee } }

# Membership-role minCount
DELETE WHERE { GRAPH ?graph { membership:second-agency-committee org:role ?old } } ;
DELETE WHERE { GRAPH ?graph { id:second-agency std:memberOf id:committee } }

# Membership-role maxCount
INSERT { GRAPH ?graph { membership:person-department org:role std:vicePresident } } WHERE { GRAPH ?graph { membership:person-department a ?class } }

# Membership-role class
DELETE { GRAPH ?graph { membership:second-agency-committee org:role ?old } } INSERT { GRAPH ?graph { membership:second-agency-committee org:role id:topic } }
WHERE { GRAPH ?graph { membership:second-agency-committee org:role ?old } } ;
DELETE WHERE { GRAPH ?graph { id:second-agency std:memberOf id:committee } }

# Membership-title datatype
DELETE { GRAPH ?graph { membership:person-department dcterms:title ?old } } INSERT { GRAPH ?graph { membership:person-department dcterms:title "no language" } }
WHERE { GRAPH ?graph { membership:person-department dcterms:title ?old } }

# Membership-memberDuring maxCount
INSERT DATA { GRAPH graph:provenance { id:interval a time:Interval } } ;
INSERT { GRAPH ?graph { membership:person-department org:memberDuring id:interval } } WHERE { GRAPH ?graph { membership:person-department a ?class } }

# Membership-memberDuring class
DELETE { GRAPH ?graph { membership:person-department org:memberDuring ?old } } INSERT { GRAPH ?graph { membership:person-department org:memberDuring id:land } }
WHERE { GRAPH ?graph { membership:person-department org:memberDuring ?old } }

# Membership-member disjoint
DELETE DATA { GRAPH passage:good\/1 { membership:second-agency-committee org:organization id:committee . id:second-agency std:memberOf id:committee } } ;
INSERT DATA { GRAPH passage:good\/1 { membership:second-agency-committee org:organization id:second-agency . id:second-agency std:memberOf id:second-agency } }
