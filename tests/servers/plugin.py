"""The servers as pytest fixtures, and the last words of every run: what it really ran on."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

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
MOST = 4
"""Processes that share the tests, however many cores there are: each may start a broker and a database."""
_TOLD = "ran_on"
_others: list[list[report.Told] | None] = []
"""What each of the processes that shared the tests used; None of one that did not get to say it."""


@pytest.fixture(scope="session")
def kafka_server() -> Kafka:
    """The shared broker. A test that stops, kills or freezes it has it running again at its end."""
    return kafka(brief=True) or report.not_run(f"no Apache Kafka: {report.KAFKA.missing}")


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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that want a broker or a database come first: so of several processes one alone has to start them."""
    items.sort(key=lambda item: not _wants_a_server(item))


def _wants_a_server(item: pytest.Item) -> bool:
    """By its signature, or by the name of its case."""
    if not isinstance(item, pytest.Function):
        return False
    case = item.callspec.id.lower() if hasattr(item, "callspec") else ""
    named = "kafka" in case or "postgres" in case
    return named or not {"kafka_server", "postgres_server"}.isdisjoint(item.fixturenames)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Count before the fixtures, so that a test whose server is missing is counted as wanting it."""
    if isinstance(item, pytest.Function):
        _count(item.nodeid, item.fixturenames)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """One of several processes that share the tests says what it used to the one that reports."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[_TOLD] = [tuple(one) for one in report.told()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A process that others shared the tests with has ended."""
    said = getattr(node, "workeroutput", {})
    _others.append([report.Told(*one) for one in said[_TOLD]] if _TOLD in said else None)


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """A process a core and one for while others wait, each with servers of its own; but a broker that is given has one set of topics for all."""
    cores = yield
    return 0 if os.environ.get("ALONGSIDE_TEST_KAFKA") else min(cores + 1, MOST)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Print after everybody else."""
    yield
    terminalreporter.section("ran on")
    for line in report.lines([*report.told(), *(one for said in _others for one in said or ())]):
        terminalreporter.write_line(line, red=line.startswith("NOT RUN"))
    if None in _others:
        terminalreporter.write_line("NOT KNOWN: a process ended before it said what it used", red=True)


def _count(nodeid: str, fixtures: list[str]) -> None:
    for fixture in fixtures:
        if fixture in _SERVERS:
            _SERVERS[fixture].tests.add(nodeid)
