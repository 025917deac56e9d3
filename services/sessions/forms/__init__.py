"""What goes in and out of supervision as it is held, as integrators see it."""
