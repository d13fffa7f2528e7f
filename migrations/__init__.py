"""The history of the schema, one migration a change."""
