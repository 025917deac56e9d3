"""The search for leaks finds what is planted: in each kind of place, in each form."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from shared.bus import Message
from shared.kafka import KafkaBus
from tests.faults.loot import dead_in_postgres, in_postgres, in_sqlite, in_topics
from tests.faults.searching import Searcher, disguised
from tests.servers import Kafka, Postgres
from tests.servers.postgres import LOG_OF_WRITES

WORD = uuid4().hex[:16]
HIDDEN = disguised(WORD)


@pytest.mark.parametrize("form", HIDDEN)
def test_a_word_is_found_in_every_form(form: str) -> None:
    noise = bytes(range(256)) * 40
    assert Searcher(WORD).find(noise + HIDDEN[form] + noise, "somewhere")


def test_another_word_is_not_found() -> None:
    assert not [
        hit for hidden in HIDDEN.values() for hit in Searcher(uuid4().hex[:16]).find(hidden, "somewhere")
    ]


@pytest.mark.parametrize("form", HIDDEN)
def test_a_word_is_found_in_a_file_whatever_it_is_called(tmp_path: Path, form: str) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / ".traces").write_bytes(HIDDEN[form])
    assert Searcher(WORD).find_in_folder(tmp_path)


def test_a_word_is_found_in_a_log_line_and_in_a_span(tmp_path: Path) -> None:
    (tmp_path / "log").write_text(json.dumps({"event": "denied", "x": WORD}) + "\n")
    (tmp_path / "traces").write_text(json.dumps({"attributes": {"http.user_agent": f"x{WORD}y"}}) + "\n")
    assert len(Searcher(WORD).find_in_folder(tmp_path)) == 2


def test_a_word_is_found_in_a_sqlite_file_its_wal_and_its_rows(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE kept (state BLOB)")
    connection.execute("INSERT INTO kept VALUES (?)", [HIDDEN["base64 after 1"]])
    in_files = Searcher(WORD).find_in_folder(tmp_path)
    assert any("x.db-wal" in hit for hit in in_files)
    assert Searcher(WORD).find_in_rows(in_sqlite(tmp_path))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert any(hit.startswith("x.db:") for hit in Searcher(WORD).find_in_folder(tmp_path))
    connection.close()


def test_a_word_is_found_in_postgresql_its_rows_and_its_wal(
    postgres_server: Postgres, postgres_dsn: str
) -> None:
    with psycopg.connect(postgres_dsn) as connection:
        connection.execute("CREATE TABLE kept (state bytea, note text)")
        connection.execute("INSERT INTO kept VALUES (%s, %s)", [HIDDEN["hex"], "x" * 9000 + WORD])
    searcher = Searcher(WORD)
    found = searcher.find_in_rows(in_postgres(postgres_dsn))
    assert {hit.partition(": ")[2].split()[0] for hit in found} == {"UTF-8", "hex"}
    assert searcher.find_in_folder(postgres_server.folder / "data" / LOG_OF_WRITES)


def test_a_row_that_was_deleted_is_read_from_its_table_s_file(
    postgres_server: Postgres, postgres_dsn: str
) -> None:
    with psycopg.connect(postgres_dsn) as connection:
        connection.execute("CREATE TABLE kept (id text, note text, more text)")
        for id in ("one", "two", "three"):
            connection.execute("INSERT INTO kept VALUES (%s, NULL, %s)", [id, id * 100])
        connection.commit()
        connection.execute("DELETE FROM kept WHERE id <> 'two'")

    found = [row.told for row in dead_in_postgres(postgres_dsn, postgres_server.folder / "data")]

    assert found == [{"id": id, "note": None, "more": id * 100} for id in ("one", "three")]


def test_a_word_is_found_in_a_topic_and_in_its_packed_segments(kafka_server: Kafka) -> None:
    bus, topic = KafkaBus(kafka_server.bootstrap), f"search.{uuid4().hex}"
    bus.create_topics([topic])
    padding = "no secret " * 200
    sent = [Message(str(n), (padding + (WORD if n == 7 else "")).encode(), {"x": "y"}) for n in range(20)]
    bus.publish(topic, sent)
    bus.publish(topic, [Message("key", b"value", {"note": WORD})])
    bus.close()
    assert any(topic in hit for hit in Searcher(WORD).find_in_rows(in_topics(kafka_server.bootstrap)))

    packed = [
        hit for path in kafka_server.folder.rglob(f"{topic}-*") for hit in Searcher(WORD).find_in_folder(path)
    ]
    assert any("packed" in hit for hit in packed)
