# code_of_another_country
DELETE DATA { GRAPH graph:reference { id:province skos:notation "XL-PR" } } ;
INSERT DATA { GRAPH graph:reference { id:province skos:notation "ZZ-PR" } }
