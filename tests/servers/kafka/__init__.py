"""Apache Kafka itself, one node in KRaft combined mode, on loopback, without Docker."""

import base64
import contextlib
import shutil
import signal
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from shared.kafka.client import Client
from tests.servers.kafka import jars
from tests.servers.process import PATIENCE, ServerProcess, Unavailable, accepts, free_port, run

_LOGGING = Path(__file__).with_name("log4j2.properties")


class Kafka:
    """A broker of our own that a test may stop, kill, freeze and start again on the same data and address."""

    def __init__(self, folder: Path | None = None, *, brief: bool = False) -> None:
        """Keep everything (records, settings, the broker's log) in `folder`, or in a temporary one."""
        self._java, self._libs = requirements()
        # Most of a start is Java compiling thoroughly what a test will hardly use.
        self._compiling = ["-XX:TieredStopAtLevel=1"] if brief else []
        self._temporary = folder is None
        self._folder = folder or Path(tempfile.mkdtemp(prefix="alongside-kafka-"))
        self._folder.mkdir(parents=True, exist_ok=True)
        self._port = free_port()
        self._process: ServerProcess | None = None
        self._write_properties(controller=free_port())

    @property
    def bootstrap(self) -> str:
        """The address for clients; it stays the same over stop and start."""
        return f"127.0.0.1:{self._port}"

    @property
    def folder(self) -> Path:
        """All that the broker ever wrote: where to look for words that must not be there."""
        return self._folder

    @property
    def version(self) -> str:
        return jars.version(self._libs)

    @property
    def pid(self) -> int | None:
        """The id of the running broker; None when it is stopped."""
        return self._process.pid if self._process and self._process.running() else None

    def start(self) -> None:
        """Start, and return when a client gets an answer; after `kill` it recovers first, for seconds."""
        if self.pid is not None:
            return
        if not (self._folder / "records" / "meta.properties").exists():
            self._format()
        command = [*self._command, "kafka.Kafka", str(self._properties)]
        self._process = ServerProcess(command, self._folder / "broker.log")
        try:
            self._process.wait_until(self._answers)
        except Unavailable:
            self.kill()
            raise

    def stop(self) -> None:
        """Ask it to end, as an operator would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it without warning, as a lost machine would."""
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """Stop it from answering while its connections stay open, until `thaw`."""
        if self._process:
            self._process.send(signal.SIGSTOP)
            self._process.wait_until(self._stands_still)  # a process of many threads stops one by one

    def thaw(self) -> None:
        if self._process:
            self._process.send(signal.SIGCONT)

    def discard(self) -> None:
        """End it and, unless the folder was given, remove what it wrote."""
        self.kill()
        if self._temporary:
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _command(self) -> list[str]:
        """Java with little memory, since the broker shares the machine with the tests."""
        logging = f"-Dlog4j2.configurationFile={_LOGGING.as_uri()}"
        options = ["-Xmx512m", "-XX:+UseSerialGC", *self._compiling, logging]
        return [self._java, *options, "-cp", f"{self._libs}/*"]

    @property
    def _properties(self) -> Path:
        return self._folder / "server.properties"

    def _end(self, number: signal.Signals) -> None:
        if self._process:
            self._process.end(number)
            self._process = None

    def _stands_still(self) -> bool:
        states = [
            line.split()[1]
            for status in Path(f"/proc/{self.pid}/task").glob("*/status")
            for line in status.read_text().splitlines()
            if line.startswith("State:")
        ]
        return set(states) <= {"T"}

    def _answers(self) -> bool:
        # Ask only when somebody listens: the client complains loudly, and slowly, about a closed port.
        if not accepts(self._port):
            return False
        try:
            with admin(self.bootstrap) as client:
                return any(not broker["is_fenced"] for broker in client.describe_cluster()["brokers"])
        except KafkaError:
            return False

    def _format(self) -> None:
        cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        arguments = ["format", f"--cluster-id={cluster}", "-c", str(self._properties)]
        run([*self._command, "kafka.tools.StorageTool", *arguments])

    def _write_properties(self, controller: int) -> None:
        """One node for everything: each replication factor is 1, and groups wait for nobody."""
        settings = {
            "node.id": "1",
            "process.roles": "broker,controller",
            "controller.quorum.voters": f"1@127.0.0.1:{controller}",
            "controller.listener.names": "CONTROLLER",
            "listeners": f"PLAINTEXT://{self.bootstrap},CONTROLLER://127.0.0.1:{controller}",
            "advertised.listeners": f"PLAINTEXT://{self.bootstrap}",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs": str(self._folder / "records"),
            "auto.create.topics.enable": "false",
            # A killed broker comes back when its old registration has run out: 9 s unless told otherwise.
            "broker.heartbeat.interval.ms": "1000",
            "broker.session.timeout.ms": "4000",
            "group.initial.rebalance.delay.ms": "0",
            # 10 MB a file and two files a partition unless told otherwise: zeros, which are searched for leaks too.
            "log.index.size.max.bytes": "262144",
            "offsets.topic.num.partitions": "1",
            "offsets.topic.replication.factor": "1",
            "transaction.state.log.num.partitions": "1",
            "transaction.state.log.replication.factor": "1",
            "transaction.state.log.min.isr": "1",
            "share.coordinator.state.topic.replication.factor": "1",
            "share.coordinator.state.topic.min.isr": "1",
        }
        self._properties.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))


@contextlib.contextmanager
def admin(bootstrap: str) -> Iterator[KafkaAdminClient]:
    """A client for the questions asked here."""
    patience = int(PATIENCE * 1000 / 6)
    client = Client(KafkaAdminClient, bootstrap, bootstrap_timeout_ms=patience, request_timeout_ms=patience)
    try:
        yield client.itself
    finally:
        client.end(client.itself.close)


def records(bootstrap: str, *topics: str) -> Iterator[Any]:
    """What topics hold now, each from its beginning; where none is named, every one that is not the broker's own."""
    consumer = KafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False)
    try:
        asked = topics or [topic for topic in consumer.topics() if not topic.startswith("__")]
        parts = [TopicPartition(t, part) for t in asked for part in consumer.partitions_for_topic(t) or ()]
        consumer.assign(parts)
        consumer.seek_to_beginning(*parts)
        ends = consumer.end_offsets(parts)
        while any(consumer.position(part) < end for part, end in ends.items()):
            for found in consumer.poll(timeout_ms=1000).values():
                yield from found
    finally:
        consumer.close(autocommit=False)


def requirements() -> tuple[str, Path]:
    """Java and the folder of jars, fetched now if they are not here yet; Unavailable says what is missing."""
    java = shutil.which("java")
    if java is None:
        raise Unavailable("Java is not installed")
    return java, jars.resolve()
