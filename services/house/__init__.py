"""The composition root: the only place that knows every service, and how a house is put together from settings."""
