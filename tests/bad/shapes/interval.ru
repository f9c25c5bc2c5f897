# Interval-startDate maxCount
INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:startDate "2020"^^xsd:gYear } } WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> a ?class } }

# Interval-startDate node
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:startDate ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:startDate "2022" } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:startDate ?old } }

# Interval-endDate maxCount
INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:endDate "2023"^^xsd:gYear } } WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> a ?class } }

# Interval-endDate node
DELETE { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:endDate ?old } } INSERT { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:endDate "2022" } }
WHERE { GRAPH ?graph { <https://w3id.org/stdkg/id/membership/person-department#period> dcat:endDate ?old } }
