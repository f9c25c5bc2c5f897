# membership_period_reversed
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:endDate ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:endDate "2020"^^xsd:gYear } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:endDate ?old } }
