"""Files to statements: curated tables, RDF, and what stdkg ships. No engine is known in here."""
