# text_for_a_resource
INSERT DATA { GRAPH passage:good\/1 { id:event schema:location "Land" } }
