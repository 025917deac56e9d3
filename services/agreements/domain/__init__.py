"""The law of supervision agreements."""
