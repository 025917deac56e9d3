"""A house as its user starts it: `alongside up` in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ALONGSIDE = Path(sys.executable).with_name("alongside")
PATIENCE = 30.0


@dataclass
class Running:
    """Where it listens, and what it has said so far."""

    process: subprocess.Popen[str]
    data: Path
    address: str = ""
    said: list[str] = field(default_factory=list)

    def stop(self, how: int = signal.SIGINT) -> int:
        """Stop it, by its id, and say how it ended."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(timeout=PATIENCE)


def start(data: Path, *options: str, **environment: str) -> Running:
    """Start a house on a free port and wait until it says that it is ready."""
    process = subprocess.Popen(
        [ALONGSIDE, "up", "--port", "0", "--data", data, *options],
        env=os.environ | {"PYTHONUNBUFFERED": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    made = Running(process, data)
    threading.Thread(target=_listen, args=(made,), daemon=True).start()
    until = time.monotonic() + PATIENCE
    while not any("Ctrl-C" in line for line in made.said):
        assert process.poll() is None, "".join(made.said)
        assert time.monotonic() < until, "".join(made.said)
        time.sleep(0.02)
    made.address = next(found.group(0) for line in made.said if (found := re.search(r"http://[\d.:]+", line)))
    return made


def _listen(made: Running) -> None:
    assert made.process.stdout
    with made.process.stdout as lines:
        for line in lines:
            made.said.append(line)


@contextmanager
def running(data: Path, *options: str, **environment: str) -> Iterator[Running]:
    made = start(data, *options, **environment)
    try:
        yield made
    finally:
        made.stop()
