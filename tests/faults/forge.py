"""Whole houses as processes of their own, started in a fraction of a second: forked from one that has read all code.

`python -m tests.faults.forge` waits for folders on its standard input, and runs `alongside up --demo` on each.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import IO, Any

from services.house.asking import ask
from shared.settings import Settings

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 60.0
_PR_SET_PDEATHSIG = 1


class Standing:
    """A running house: its address, its process."""

    def __init__(self, data: Path, pid: int, address: str) -> None:
        self.data, self.pid, self.address = data, pid, address

    def token(self, handle: str) -> str:
        return str(self._ask("token", handle=handle))

    def people(self) -> dict[str, dict[str, Any]]:
        return {one["handle"]: one for one in self._ask("people")}

    def _ask(self, command: str, **told: Any) -> Any:
        return ask(Settings(data=self.data), command, **told)


class Forge:
    """Starts houses and ends them."""

    def __init__(self, said_at: Path, **environment: str) -> None:
        self._said = said_at.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forge"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            cwd=CHECKOUT,
            env={"PATH": os.environ["PATH"], **environment},
            start_new_session=True,
        )

    def begin(self, data: Path) -> int:
        """Set a house off, and don't wait for it; answers its process."""
        return int(self._told(f"{data}\n", "pid"))

    def house(self, data: Path) -> Standing:
        return Standing(data, self.begin(data), self._told("", "  address"))

    def kill(self, pid: int) -> None:
        """SIGKILL, as when the machine goes dark; back when the process is gone."""
        os.kill(pid, signal.SIGKILL)
        self._told("", "ended")

    def stop(self, house: Standing) -> None:
        """As Ctrl-C does."""
        os.kill(house.pid, signal.SIGINT)
        self._told("", "ended")

    def _told(self, words: str, begins: str) -> str:
        """The rest of the next line that begins so."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(words)
        self._process.stdin.flush()
        watch = Timer(PATIENCE, self._process.kill)
        watch.start()
        try:
            for line in self._process.stdout:
                if line.startswith(begins):
                    return line.removeprefix(begins).strip()
                if line.startswith("ended"):
                    break
            raise AssertionError(f"the house ended before it said {begins!r}; see {self._said.name}")
        finally:
            watch.cancel()

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        self._process.kill()
        self._process.wait(10)
        self._said.close()


@contextmanager
def forge(said_at: Path, **environment: str) -> Iterator[Forge]:
    made = Forge(said_at, **environment)
    try:
        yield made
    finally:
        made.close()


def _serve(folders: IO[str]) -> None:
    from services.house import running

    parent = os.getpid()
    while folder := folders.readline().strip():
        child = os.fork()
        if child == 0:
            # Nobody is left behind when the tests are killed.
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
            assert os.getppid() == parent
            running.up(Settings(data=Path(folder), port=0), demo=True)
            os._exit(0)
        print(f"pid {child}", flush=True)
        os.waitpid(child, 0)
        print(f"ended {child}", flush=True)


if __name__ == "__main__":
    _serve(sys.stdin)
