"""The rules of supervision as it is held, and of the limits of confidentiality."""
