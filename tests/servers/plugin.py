"""The servers as pytest fixtures, and the last words of every run: what it really ran on."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.servers import Kafka, Postgres, kafka, postgres, report
from tests.servers.browser import browser as chromium
from tests.servers.process import Unavailable

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SERVERS = {
    "kafka_server": report.KAFKA,
    "postgres_server": report.POSTGRES,
    "browser": report.CHROMIUM,
}


@pytest.fixture(scope="session")
def kafka_server() -> Kafka:
    """The shared broker. A test that stops, kills or freezes it has it running again at its end."""
    return kafka() or report.not_run(f"no Apache Kafka: {report.KAFKA.missing}")


@pytest.fixture(scope="session")
def postgres_server() -> Postgres:
    """The shared database server. A test that stops or kills it has it running again at its end."""
    return postgres() or report.not_run(f"no PostgreSQL: {report.POSTGRES.missing}")


@pytest.fixture
def postgres_dsn(postgres_server: Postgres) -> Iterator[str]:
    """The address of a new, empty database; it is dropped afterwards, so that the disk does not fill."""
    dsn = postgres_server.new_database()
    yield dsn
    # A test may have ended the server, which then takes its databases with it.
    with contextlib.suppress(psycopg.OperationalError):
        postgres_server.drop_database(dsn)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of one file: the only thing that a machine may lack even where CI=true."""
    try:
        with chromium() as started:
            yield started
    except Unavailable as reason:
        report.CHROMIUM.missing = str(reason)
        report.not_run(f"no Chromium: {reason}", required=False)


@pytest.fixture(autouse=True)
def _count_servers_asked_for_by_name(request: pytest.FixtureRequest) -> Iterator[None]:
    """Count those a test took by `getfixturevalue`, which its signature does not show."""
    yield
    _count(request.node.nodeid, request.fixturenames)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Count before the fixtures, so that a test whose server is missing is counted as wanting it."""
    if isinstance(item, pytest.Function):
        _count(item.nodeid, item.fixturenames)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Print after everybody else."""
    yield
    terminalreporter.section("ran on")
    for line in report.lines():
        terminalreporter.write_line(line, red=line.startswith("NOT RUN"))


def _count(nodeid: str, fixtures: list[str]) -> None:
    for fixture in fixtures:
        if fixture in _SERVERS:
            _SERVERS[fixture].tests.add(nodeid)
