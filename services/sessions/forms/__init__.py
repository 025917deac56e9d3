"""Supervision as it is held, as it comes in and goes out."""
