"""A real Neo4j for the tests: one the machine names, one in a container, or one fetched by Maven."""
