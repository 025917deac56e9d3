"""What may happen in supervision as it is held, and in which order: a file for each kind of record."""
