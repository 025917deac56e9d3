"""The production houses' fixtures, for faults of their servers."""

from tests.production.conftest import houses_kafka, keys_dsn

__all__ = ["houses_kafka", "keys_dsn"]
