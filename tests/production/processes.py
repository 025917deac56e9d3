"""A house as it runs in production: an API and a worker for each service, each a process, on PostgreSQL and Kafka."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import getsource
from pathlib import Path
from typing import Any

import httpx2
from kafka.errors import KafkaError

from services.house.manifest import SERVICES
from shared.settings import Settings
from tests.production.issuer import Issuer, issuing
from tests.servers.kafka import Kafka, admin
from tests.servers.process import ServerProcess, free_port

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 60.0
PREFIX = "ALONGSIDE_"


class Production:
    """Processes, their addresses, and where they say what they say."""

    def __init__(self, folder: Path, database: str, keys: str, kafka: str, issuer: Issuer) -> None:
        self.folder, self.issuer = folder, issuer
        self.ports = {service: free_port() for service in SERVICES}
        self._processes: dict[tuple[str, str], ServerProcess] = {}
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(CHECKOUT),
            "ALONGSIDE_PROFILE": "standard",
            "ALONGSIDE_DATABASE": database,
            "ALONGSIDE_KEYS": keys,
            "ALONGSIDE_KAFKA": kafka,
            "ALONGSIDE_ISSUER": issuer.address,
            "ALONGSIDE_JWKS_URL": f"{issuer.address}/jwks",
            "ALONGSIDE_CUSTODY": str(folder / "custody.json"),
            "ALONGSIDE_LINK_SECRET_FILE": str(folder / "link"),
            "ALONGSIDE_DATA": str(folder / "data"),
            "ALONGSIDE_DIRECTORY": f"http://127.0.0.1:{self.ports['directory']}",
        }

    def alongside(self, *arguments: str) -> str:
        """Run a command to its end."""
        done = subprocess.run(
            self._command(*arguments),
            env=self._environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def settings(self) -> Settings:
        """As its processes read them."""
        told = {name: value for name, value in self._environment.items() if name.startswith(PREFIX)}
        told_as: dict[str, Any] = {name.removeprefix(PREFIX).lower(): value for name, value in told.items()}
        return Settings(**told_as)

    def _command(self, *arguments: str) -> list[str]:
        program = "import sys; from services.__main__ import app; sys.exit(app())"
        return [sys.executable, "-c", program, *arguments]

    def start(self, role: str, service: str) -> None:
        """`serve` or `work`; back when it says that it is ready."""
        self._begin(role, service)()

    def _begin(self, role: str, service: str) -> Callable[[], None]:
        """Set it off; answers what waits until it says that it is ready."""
        log = self.folder / f"{role}-{service}.log"
        before = log.stat().st_size if log.exists() else 0
        traces = {"ALONGSIDE_TRACES": str(self.folder / f"{role}-{service}.traces")}
        port = {"ALONGSIDE_PORT": str(self.ports[service])}
        process = ServerProcess(
            self._command(role, service),
            log,
            environment={**self._environment, **traces, **port},
        )
        self._processes[role, service] = process
        ready = (b" is ready on ", b" is at work")
        return lambda: process.wait_until(lambda: any(words in log.read_bytes()[before:] for words in ready))

    def start_all(self) -> None:
        """All at once, as machines are started that know nothing of each other."""
        for ready in [self._begin(role, service) for service in SERVICES for role in ("work", "serve")]:
            ready()

    def end(self, role: str, service: str, number: signal.Signals = signal.SIGTERM) -> None:
        self._processes.pop((role, service)).end(number)

    def stop(self) -> None:
        for role, service in [*self._processes]:
            self.end(role, service)

    def kill(self) -> None:
        for role, service in [*self._processes]:
            self.end(role, service, signal.SIGKILL)

    @contextmanager
    def as_(self, handle: str, service: str = "agreements") -> Iterator[httpx2.Client]:
        address = f"http://127.0.0.1:{self.ports[service]}"
        told = {"Authorization": f"Bearer {self.issuer.token(handle)}"}
        with httpx2.Client(base_url=address, headers=told, timeout=30, trust_env=False) as web:
            yield web


@contextmanager
def production(folder: Path, database: str, keys: str, kafka: str) -> Iterator[Production]:
    with issuing() as issuer:
        made = Production(folder, database, keys, kafka, issuer)
        try:
            yield made
        finally:
            made.kill()


def wait_until(true: Callable[[], Any], seconds: float = PATIENCE) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"waited in vain for {getsource(true).strip()}"
        time.sleep(0.1)


def swept(server: Kafka) -> Kafka:
    """The broker without the topics and groups of a house that a test before had on it."""
    with admin(server.bootstrap) as client:
        topics = [topic for topic in client.list_topics() if topic.startswith("alongside.")]
        if topics:
            client.delete_topics(topics)
        wait_until(lambda: not {t for t in client.list_topics() if t.startswith("alongside.")})
        for group in client.list_groups():
            name = group["group_id"] if isinstance(group, dict) else group[0]
            try:
                client.delete_groups([name])
            except KafkaError:
                continue
    return server
