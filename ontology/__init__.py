"""What can be said: vocabulary, statement model, identifiers, RDF terms. Imports nothing of the other rooms."""
