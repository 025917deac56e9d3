"""Servers that somebody else runs: they can be used, never stopped or looked into."""

from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit, urlunsplit

import psycopg
from kafka.errors import KafkaError

from tests.servers.kafka import Kafka, admin
from tests.servers.postgres import Postgres
from tests.servers.process import Unavailable
from tests.servers.report import not_run

_NOT_OURS = (
    "this test stops, kills or looks into its server, and the one given by the environment is not ours"
)


class GivenKafka(Kafka):
    """A broker at an address from the environment."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap

    @property
    def bootstrap(self) -> str:
        return self._bootstrap

    @property
    def folder(self) -> Path:
        not_run(_NOT_OURS)

    @property
    def version(self) -> str:
        """The newest version whose protocol the broker speaks; the protocol has no word for the exact one."""
        with admin(self._bootstrap) as client:
            node = client.describe_cluster()["brokers"][0]["broker_id"]
            numbers = client.get_broker_version_data(node).broker_version
        return "protocol " + ".".join(str(number) for number in numbers)

    @property
    def pid(self) -> None:
        return None

    def start(self) -> None:
        """Nothing to start; Unavailable when it does not answer."""
        try:
            self.version  # noqa: B018  (asking is the check)
        except KafkaError as error:
            raise Unavailable(f"no Kafka answers at {self._bootstrap}: {error}") from error

    def stop(self) -> NoReturn:
        not_run(_NOT_OURS)

    kill = freeze = thaw = stop

    def discard(self) -> None:
        """Leave it as it is: other people's server."""


class GivenPostgres(Postgres):
    """A server at an address from the environment, on which databases may be made."""

    def __init__(self, dsn: str) -> None:
        self._given = urlsplit(dsn)

    @property
    def folder(self) -> Path:
        not_run(_NOT_OURS)

    @property
    def pid(self) -> None:
        return None

    def dsn(self, dbname: str) -> str:
        """The given address, with another database."""
        return urlunsplit(self._given._replace(path=f"/{dbname}"))

    def start(self) -> None:
        """Nothing to start; Unavailable when it does not answer."""
        try:
            self.version  # noqa: B018  (asking is the check)
        except psycopg.OperationalError as error:
            raise Unavailable(f"no PostgreSQL answers at {self._given.hostname}: {error}") from error

    def stop(self) -> NoReturn:
        not_run(_NOT_OURS)

    kill = stop

    def discard(self) -> None:
        """Leave it as it is: other people's server."""
