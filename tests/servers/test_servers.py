"""The servers the other tests rely on do what those tests rely on."""

import contextlib
import os
import select
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaTimeoutError

from tests.servers import Kafka, Postgres
from tests.servers.kafka import admin, jars
from tests.servers.process import ServerProcess, Unavailable
from tests.servers.report import Told, lines, not_run

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def topic(kafka_server: Kafka) -> str:
    name = f"servers-{uuid.uuid4().hex}"
    with admin(kafka_server.bootstrap) as client:
        client.create_topics({name: {"num_partitions": 1, "replication_factor": 1}})
    return name


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    try:
        server = Postgres()
    except Unavailable as reason:
        not_run(str(reason))
    try:
        server.start()
        yield server
    finally:
        server.discard()


def produce(broker: Kafka, topic: str, value: bytes) -> None:
    with contextlib.closing(KafkaProducer(bootstrap_servers=broker.bootstrap)) as producer:
        producer.send(topic, value).get(timeout=30)


def consume(broker: Kafka, topic: str) -> list[bytes]:
    """All that is in the topic's only partition."""
    partition = TopicPartition(topic, 0)
    with contextlib.closing(KafkaConsumer(bootstrap_servers=broker.bootstrap)) as consumer:
        consumer.assign([partition])
        consumer.seek_to_beginning(partition)
        end = consumer.end_offsets([partition])[partition]
        values: list[bytes] = []
        while consumer.position(partition) < end:
            values += [record.value for record in consumer.poll(timeout_ms=1000).get(partition, [])]
        return values


def test_a_record_that_was_produced_can_be_consumed(kafka_server: Kafka, topic: str) -> None:
    produce(kafka_server, topic, b"agreed")
    assert consume(kafka_server, topic) == [b"agreed"]


def test_an_acknowledged_record_outlives_the_killing_of_the_broker(kafka_server: Kafka, topic: str) -> None:
    produce(kafka_server, topic, b"kept")
    address, killed = kafka_server.bootstrap, kafka_server.pid
    kafka_server.kill()
    assert kafka_server.pid is None
    kafka_server.start()
    assert kafka_server.bootstrap == address
    assert kafka_server.pid != killed
    assert consume(kafka_server, topic) == [b"kept"]


def test_a_frozen_broker_answers_nobody_until_it_is_thawed(kafka_server: Kafka, topic: str) -> None:
    with contextlib.closing(KafkaProducer(bootstrap_servers=kafka_server.bootstrap)) as producer:
        producer.send(topic, b"before").get(timeout=30)
        kafka_server.freeze()
        try:
            waiting = producer.send(topic, b"during")
            with pytest.raises(KafkaTimeoutError):
                waiting.get(timeout=1)
        finally:
            kafka_server.thaw()
        waiting.get(timeout=30)
    assert consume(kafka_server, topic) == [b"before", b"during"]


def test_the_broker_started_here_is_of_the_version_in_the_pom(kafka_server: Kafka) -> None:
    if kafka_server.pid is None:
        pytest.skip("a broker given by the environment may be of any version")
    assert f"<version>{kafka_server.version}</version>" in jars.POM.read_text()


def test_postgresql_says_its_version(postgres_server: Postgres, postgres_dsn: str) -> None:
    with psycopg.connect(postgres_dsn) as connection:
        row = connection.execute("SELECT version()").fetchone()
    assert row is not None
    assert row[0].startswith(f"PostgreSQL {postgres_server.version}")


def test_every_database_is_new_and_empty(postgres_server: Postgres, postgres_dsn: str) -> None:
    other = postgres_server.new_database()
    with psycopg.connect(postgres_dsn) as connection:
        connection.execute("CREATE TABLE seen (id integer)")
    with psycopg.connect(other) as connection:
        row = connection.execute("SELECT to_regclass('seen')").fetchone()
    postgres_server.drop_database(other)
    assert row == (None,)


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit"])
def test_postgresql_writes_through_to_the_disk(setting: str, postgres_dsn: str) -> None:
    with psycopg.connect(postgres_dsn) as connection:
        row = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
    assert row == ("on",)


def test_a_committed_row_outlives_the_killing_of_postgresql(own_postgres: Postgres) -> None:
    dsn = own_postgres.new_database()
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (id integer)")
        connection.execute("INSERT INTO kept VALUES (1)")
        own_postgres.kill()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("INSERT INTO kept VALUES (2)")
    own_postgres.start()
    with psycopg.connect(dsn) as connection:
        assert connection.execute("SELECT id FROM kept").fetchall() == [(1,)]


def test_a_server_that_ends_at_its_start_says_why(tmp_path: Path) -> None:
    tool = [sys.executable, "-c", "raise SystemExit('no room left')"]
    with pytest.raises(Unavailable, match="no room left"):
        ServerProcess(tool, tmp_path / "log").wait_until(lambda: False)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_server_does_not_outlive_tests_that_are_killed(tmp_path: Path) -> None:
    program = """
import os, pathlib, sys
from tests.servers.process import ServerProcess
endless = [sys.executable, "-c", "import time; time.sleep(600)"]
print(ServerProcess(endless, pathlib.Path(sys.argv[1])).pid, flush=True)
os.kill(os.getpid(), 9)
"""
    command = [sys.executable, "-c", program, str(tmp_path / "log")]
    said = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, check=False)
    assert ended(int(said.stdout))


@pytest.mark.parametrize(("ci", "processes", "status"), [("", "0", 0), ("true", "2", 1)])
def test_a_missing_server_is_said_and_is_a_failure_where_all_must_run(
    ci: str, processes: str, status: int
) -> None:
    test = f"{__file__}::{test_a_record_that_was_produced_can_be_consumed.__name__}"
    alone = ["--noconftest", "-p", "tests.servers.plugin"]  # no house is wanted, which takes long to import
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *alone, "-n", processes]
    environment = {"PATH": "/nowhere", "CI": ci}  # No PATH, no Java.
    said = subprocess.run(
        [*command, test], capture_output=True, text=True, cwd=CHECKOUT, env=environment, check=False
    )
    assert "NOT RUN: 1 test wanted Apache Kafka: Java is not installed" in said.stdout
    assert said.returncode == status


def test_what_several_processes_ran_on_is_told_as_one() -> None:
    one = Told("Apache Kafka", "4.3.0", 11, "", ["a", "b"])
    other, idle = one._replace(pid=12, tests=["c"]), one._replace(pid=13, tests=[])
    lacking = Told("Apache Kafka", "", None, "Java is not installed", ["d"])
    given = Told("PostgreSQL", "15.18", None, "", ["a"])
    assert lines([given, other, idle, one, lacking])[:-1] == [
        "Apache Kafka 4.3.0 (started here, pids 12 and 11, 3 tests)",
        "NOT RUN: 1 test wanted Apache Kafka: Java is not installed",
        "PostgreSQL 15.18 (given by the environment, 1 test)",
    ]


@pytest.mark.parametrize("ci", ["", "true"])
def test_a_missing_browser_is_said_and_is_a_failure_nowhere(ci: str) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/edge/test_front_page.py",
    ]
    environment = {"PATH": "/nowhere", "CI": ci}
    said = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, env=environment, check=False)
    assert "tests wanted Chromium: Chromium is not installed" in said.stdout
    assert " passed" not in said.stdout
    assert said.returncode == 0


def ended(pid: int) -> bool:
    """Whether this process ends within seconds; one that is dead and not yet collected has ended."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    watch = select.poll()
    watch.register(handle, select.POLLIN)
    try:
        return bool(watch.poll(10_000))
    finally:
        os.close(handle)
