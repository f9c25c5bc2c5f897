# bound_without_inclusion
DELETE DATA { GRAPH graph:provenance { id:comparator std:lowerInclusive true } }
