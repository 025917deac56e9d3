"""The real servers behind the tests: Apache Kafka and PostgreSQL, started here, one of each per test process.

An existing server is used instead when ALONGSIDE_TEST_KAFKA (host:port) or ALONGSIDE_TEST_POSTGRES (the URL
of a server on which databases may be made) names one. What cannot be had is None; the report has the reason.
"""

import atexit
import os
from functools import cache

from tests.servers import report
from tests.servers.given import GivenKafka, GivenPostgres
from tests.servers.kafka import Kafka
from tests.servers.postgres import Postgres
from tests.servers.process import Unavailable

__all__ = ["Kafka", "Postgres", "kafka", "postgres"]


@cache
def kafka(*, brief: bool = False) -> Kafka | None:
    """The shared broker, started at first use; a brief one starts in half the time and is not for measuring."""
    given = os.environ.get("ALONGSIDE_TEST_KAFKA")
    try:
        server = GivenKafka(given) if given else Kafka(brief=brief)
        atexit.register(server.discard)
        server.start()
        _note(report.KAFKA, server)
    except Unavailable as error:
        report.KAFKA.missing = str(error)
        return None
    return server


@cache
def postgres() -> Postgres | None:
    """The shared database server, started at first use."""
    given = os.environ.get("ALONGSIDE_TEST_POSTGRES")
    try:
        server = GivenPostgres(given) if given else Postgres()
        atexit.register(server.discard)
        server.start()
        _note(report.POSTGRES, server)
    except Unavailable as error:
        report.POSTGRES.missing = str(error)
        return None
    return server


def _note(used: report.Used, server: Kafka | Postgres) -> None:
    used.version = server.version
    used.pid = lambda: server.pid
