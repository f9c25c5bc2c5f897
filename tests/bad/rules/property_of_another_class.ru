# property_of_another_class
INSERT DATA { GRAPH passage:good\/1 { id:platform std:memberKind std:memberKindNotStated } }
