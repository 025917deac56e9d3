"""On PostgreSQL and Apache Kafka too nothing joins a person to an answer once a round is closed, not even what is dead in a table's file (K4)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import psycopg
import pytest

from shared import aside
from shared.tables import Away
from tests.clocks import BorneOut
from tests.faults.answered import MANY, Answered, lines_kept
from tests.faults.attacker import Attacker, files_holding
from tests.faults.loot import dead_in_postgres, in_topics
from tests.production.houses import on_servers
from tests.servers import Kafka, Postgres


@pytest.fixture
def answered(tmp_path: Path, postgres_dsn: str, keys_dsn: str, houses_kafka: Kafka) -> Iterator[Answered]:
    told = postgres_dsn, keys_dsn, houses_kafka.bootstrap
    with lines_kept() as lines, on_servers(tmp_path, *told, traces=tmp_path / "traces") as home:
        for log in (log for room in home.house.rooms.values() for log in room.logs):
            log.store.other_clock = BorneOut(log.store.tables, home.clock())
        # All within the minute for which holds what was heard of the directory.
        yield Answered(home, lines, apart=3)


def attacked(answered: Answered, postgres: Postgres, kafka: Kafka) -> Attacker:
    """By somebody who has the servers' disks as well."""
    settings = answered.home.house.settings
    dead = (dead_in_postgres(dsn, postgres.folder / "data") for dsn in (settings.database, settings.keys))
    logs = (postgres.folder / "server.log", kafka.folder / "broker.log")
    lines = (line for log in logs for line in log.read_text().splitlines())
    return answered.attacked(chain(*dead, in_topics(kafka.bootstrap)), lines)


def test_nothing_joins_a_person_to_an_answer_once_a_round_is_closed_on_servers_K4(
    answered: Answered, postgres_server: Postgres, houses_kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was removed lies in the table's file until that is written anew, and whose it is could be had; also while somebody looks at the past."""
    servers = postgres_server, houses_kafka
    waited, house = answered.waiting(), answered.home.house
    with psycopg.connect(house.settings.database) as dump:
        dump.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        dump.execute("SELECT 1 FROM pg_class")
        with monkeypatch.context() as patch:
            patch.setattr(aside, "forget", _held_up)
            with pytest.raises(Away):
                answered.close()
            answered.home.settle()
            right, where = attacked(answered, *servers).matched(answered.truth)
            assert (right, "aside dead by" in where) == (MANY, True), "every single one"

        house.rooms["sessions"].react()
        attacker = attacked(answered, *servers)

    right = answered.found_nothing(attacker)
    people, answers = attacker.orders()
    for at in ("sessions stored_events by ctid", "sessions stored_events by xmin"):
        assert {
            at,
            "topic alongside.sessions by offset",
            "topic alongside.sessions by timestamp",
        } <= people.keys()
        assert {at, "topic alongside.sessions by offset", "sessions_keys keys by ctid"} <= answers.keys()
    searched = {row.where for row in attacker.rows}
    assert {
        "lines",
        "computed",
        "sessions once",
        "directory stored_events",
        "sessions bookmarks dead",
    } <= searched
    assert files_holding(postgres_server.folder, waited) == {}, "nor in PostgreSQL's log of writes"
    print(f"\n{len(attacker.rows)} rows and lines, best guess {right} of {MANY} right")


def _held_up(*_: object) -> None:
    raise Away("the database (what was removed from it is still being read)")
