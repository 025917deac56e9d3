"""PostgreSQL from the system's own binaries, on loopback; as root, run by the user `postgres`."""

import contextlib
import os
import pwd
import select
import shutil
import signal
import tempfile
import uuid
from pathlib import Path

import psycopg
from psycopg import sql

from tests.servers.process import PATIENCE, ServerProcess, Unavailable, free_port, run

LOG_OF_WRITES = "pg_wal"
_SUPERUSER = "postgres"
# Otherwise PGPORT, PGHOST and the like of whoever runs the tests would change what is tested.
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


class Postgres:
    """A server of our own that a test may stop, kill and start again on the same data and address."""

    def __init__(self) -> None:
        self._initdb, self._postgres = requirements()
        # The server refuses to run as root, and its user cannot reach into root's folders.
        self._user = _SUPERUSER if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="alongside-postgres-"))
        if self._user:
            os.chown(self._folder, pwd.getpwnam(self._user).pw_uid, -1)
        self._port = free_port()
        self._process: ServerProcess | None = None

    @property
    def folder(self) -> Path:
        """All that the server ever wrote: where to look for words that must not be there."""
        return self._folder

    @property
    def version(self) -> str:
        """As the running server states it."""
        with self._connection() as connection:
            row = connection.execute("SHOW server_version").fetchone()
        return str(row[0]).split()[0] if row else "unknown"

    @property
    def pid(self) -> int | None:
        """The id of the running server; None when it is stopped."""
        return self._process.pid if self._process and self._process.running() else None

    def dsn(self, dbname: str) -> str:
        """The address of one of its databases; it stays the same over stop and start."""
        return f"postgresql://{_SUPERUSER}@127.0.0.1:{self._port}/{dbname}"

    def start(self) -> None:
        """Start, and return when it answers a query; after `kill` it first recovers."""
        if self.pid is not None:
            return
        data = self._folder / "data"
        if not (data / "PG_VERSION").exists():
            options = f"--username={_SUPERUSER} --auth=trust --encoding=UTF8 --locale=C --no-sync"
            run([self._initdb, *options.split(), str(data)], user=self._user)
        self._process = ServerProcess(
            [self._postgres, "-D", str(data), "-p", str(self._port), *self._options()],
            self._folder / "server.log",
            user=self._user,
            environment=_ENVIRONMENT,
            # "Immediate shutdown": the server takes its children with it.
            orphaned=signal.SIGQUIT,
        )
        try:
            self._process.wait_until(self._answers)
        except Unavailable:
            self.kill()
            raise

    def stop(self) -> None:
        """Shut down in order; open connections are ended."""
        if self._process:
            self._process.end(signal.SIGINT)
            self._process = None

    def kill(self) -> None:
        """End it and every backend without warning, as a lost machine would."""
        if self._process:
            with contextlib.ExitStack() as handles:
                backends = self._backends(handles)
                self._process.end(signal.SIGKILL)
                self._process = None
                _kill_all(backends)

    def new_database(self) -> str:
        """The address of a new, empty database that nobody else has."""
        name = f"test_{uuid.uuid4().hex}"
        with self._connection() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.dsn(name)

    def drop_database(self, dsn: str) -> None:
        """Remove a database of `new_database`, whoever is still connected to it."""
        name = dsn.rpartition("/")[2]
        with self._connection() as connection:
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))

    def discard(self) -> None:
        """End it and remove what it wrote."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self._folder),
            "max_connections": "200",
            "fsync": "on",
            # As in docker-compose.yml.
            "wal_recycle": "off",
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _connection(self) -> psycopg.Connection:
        return psycopg.connect(self.dsn("postgres"), autocommit=True, connect_timeout=int(PATIENCE))

    def _answers(self) -> bool:
        try:
            return bool(self.version)
        except psycopg.OperationalError:
            return False

    def _backends(self, handles: contextlib.ExitStack) -> list[int]:
        """Handles of its children, which have sessions of their own; it is frozen, so none is added."""
        process = self._process
        if process is None or not process.running():
            return []
        process.send(signal.SIGSTOP)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        handles_of_children = []
        for child in children.read_text().split() if children.exists() else []:
            with contextlib.suppress(ProcessLookupError):
                handles_of_children.append(os.pidfd_open(int(child)))
                handles.callback(os.close, handles_of_children[-1])
        return handles_of_children


def requirements() -> tuple[str, str]:
    """The programs `initdb` and `postgres`; Unavailable when they are not installed."""
    found = shutil.which("initdb"), shutil.which("postgres")
    if found[0] and found[1]:
        return found[0], found[1]
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not versions:
        raise Unavailable("PostgreSQL's initdb and postgres are not installed")
    return str(versions[-1]), str(versions[-1].with_name("postgres"))


def _kill_all(handles: list[int]) -> None:
    """Kill and wait: a backend still alive holds the shared memory, and the next start is refused."""
    for handle in handles:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
    for handle in handles:
        ended = select.poll()
        ended.register(handle, select.POLLIN)
        ended.poll(PATIENCE * 1000)
