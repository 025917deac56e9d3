"""The rules of supervision as it is held: plain objects made from their history."""
