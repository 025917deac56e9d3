"""A broker without anything of the houses before, and a second database for keys."""

from collections.abc import Iterator

import pytest

from tests.production.processes import swept
from tests.servers import Kafka, Postgres


@pytest.fixture
def houses_kafka(kafka_server: Kafka) -> Kafka:
    return swept(kafka_server)


@pytest.fixture
def keys_dsn(postgres_server: Postgres) -> Iterator[str]:
    dsn = postgres_server.new_database()
    yield dsn
    postgres_server.drop_database(dsn)
