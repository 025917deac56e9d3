"""The rules of supervision as it is held."""
