"""The few rules a directory has."""
