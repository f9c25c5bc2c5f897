# membership_without_direct_property
DELETE WHERE { GRAPH ?graph { id:second-agency std:memberOf ?old } }
