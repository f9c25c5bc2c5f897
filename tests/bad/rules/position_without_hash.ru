# position_without_hash
DELETE WHERE { GRAPH ?graph { passage:good\/1 std:passageSha256 ?old } }
