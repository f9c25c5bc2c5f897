# broader_in_another_scheme
INSERT DATA { GRAPH graph:provenance { std:agriculture skos:narrower id:topic } }
