"""What comes in and goes out, a file for each subject."""
