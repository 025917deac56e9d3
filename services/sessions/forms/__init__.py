"""What goes in and out over HTTP, as integrators see it: a file for each subject."""
