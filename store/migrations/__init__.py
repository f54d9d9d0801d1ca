"""The schema, one file a step."""
