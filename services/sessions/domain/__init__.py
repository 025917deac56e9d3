"""The rules of supervision as it is held, a file for each subject."""
