"""What goes in and out of supervision as it is held over HTTP, as integrators see it."""
