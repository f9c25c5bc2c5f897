# participant_and_observer
INSERT DATA { GRAPH passage:good\/1 {
  id:agency std:participatesIn id:committee ; std:observes id:committee .
  membership:agency-takes-part a org:Membership ; rdfs:label "Agency takes part"@en ;
    org:member id:agency ; org:organization id:committee ; org:role std:participatingMember .
  membership:agency-observes a org:Membership ; rdfs:label "Agency observes"@en ;
    org:member id:agency ; org:organization id:committee ; org:role std:observingMember .
} GRAPH graph:provenance {
  membership:agency-takes-part dcterms:isReferencedBy passage:good\/1 .
  membership:agency-observes dcterms:isReferencedBy passage:good\/1 .
} }
