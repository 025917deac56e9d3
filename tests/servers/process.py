"""Server processes of the tests: each in its own session, ended by its own id, never outliving us."""

import atexit
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PATIENCE = 60.0
"""Seconds after which a server that does not start, answer or stop counts as broken."""

_PR_SET_PDEATHSIG = 1
# Loaded here because the child, between fork and exec, must do no more than the one call.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Unavailable(Exception):
    """A server cannot be had here; the message is the reason, for a person."""


def free_port() -> int:
    """A loopback port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def accepts(port: int) -> bool:
    """Whether anybody listens on this loopback port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def run(arguments: Sequence[str], *, user: str | None = None, within: float = PATIENCE) -> str:
    """Run a tool to its end and give what it said; Unavailable if it fails or takes too long."""
    tool = Path(arguments[0]).name
    try:
        done = subprocess.run(
            arguments, capture_output=True, text=True, timeout=within, check=False, cwd="/", user=user
        )
    except OSError as error:
        raise Unavailable(f"{tool} could not be run: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"{tool} did not end within {within:.0f} s") from error
    if done.returncode != 0:
        raise Unavailable(f"{tool} failed: {(done.stderr or done.stdout).strip()[-500:]}")
    return done.stdout


class ServerProcess:
    """One running server. The thread that starts it must live as long: the kernel watches that thread."""

    def __init__(
        self,
        arguments: Sequence[str],
        log: Path,
        *,
        user: str | None = None,
        environment: Mapping[str, str] | None = None,
        orphaned: signal.Signals = signal.SIGKILL,
    ) -> None:
        """Start it, its output going to `log`; it gets the signal `orphaned` if we die without ending it."""
        self._name = Path(arguments[0]).name
        self._log = log
        self._owner = os.getpid()
        with log.open("ab") as output:
            self._popen = subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=log.parent,
                env=environment,
                user=user,
                start_new_session=True,
                # Nothing else runs after the change of user, which would have cleared the setting.
                preexec_fn=lambda: _die_with_parent(orphaned),  # noqa: PLW1509  (one call into libc)
            )
        atexit.register(self._at_exit)

    @property
    def pid(self) -> int:
        return self._popen.pid

    def running(self) -> bool:
        return self._popen.poll() is None

    def send(self, number: signal.Signals) -> None:
        """Signal its whole group; nothing happens when it has ended already."""
        if self.running():
            os.killpg(self.pid, number)

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Wait until it is ready; Unavailable, with the end of its log, when it ends first or never is."""
        deadline = time.monotonic() + PATIENCE
        while not ready():
            if not self.running():
                raise Unavailable(f"{self._name} ended at its start: {self._last_words()}")
            if time.monotonic() > deadline:
                raise Unavailable(f"{self._name} not ready within {PATIENCE:.0f} s: {self._last_words()}")
            time.sleep(0.05)

    def end(self, number: signal.Signals) -> None:
        """End it with this signal, or SIGKILL if that is not obeyed in time; returns when it is gone."""
        self.send(number)
        # A frozen process keeps a polite signal waiting until it is thawed.
        self.send(signal.SIGCONT)
        try:
            self._popen.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL)
            self._popen.wait(PATIENCE)
        atexit.unregister(self._at_exit)

    def _at_exit(self) -> None:
        # A forked child inherits our atexit list, but not the right to stop our servers.
        if os.getpid() == self._owner:
            self.end(signal.SIGKILL)

    def _last_words(self) -> str:
        return self._log.read_text(errors="replace").strip()[-500:] or "(it said nothing)"


def _die_with_parent(number: signal.Signals) -> None:
    """In the child: ask the kernel to signal us when the thread that started us ends (Linux only)."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
