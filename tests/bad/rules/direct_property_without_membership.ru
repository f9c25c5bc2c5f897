# direct_property_without_membership
INSERT DATA { GRAPH passage:good\/1 { id:agency std:memberOf id:committee } }
