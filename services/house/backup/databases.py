"""Copies of SQLite files that others are writing to, and one moment of several of them.

A live file is opened by SQLite alone: whoever opens and closes it otherwise drops the locks of this whole process.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services.house.backup.contents import private
from services.house.said import Said

PAGES = 512
"""So many at a time; between two steps, others have their turn."""
PATIENCE = 30.0
Readers = Mapping[str, sqlite3.Connection]
"""Each within a transaction."""


@dataclass(frozen=True)
class Moment:
    """What all logs held at one time: readers that see that and nothing later, and the last place in each."""

    at: datetime
    logs: Readers
    positions: Mapping[str, int]


@contextmanager
def one_moment(logs: Mapping[str, Path], now: Callable[[], datetime]) -> Iterator[Moment]:
    """For an instant nobody can write to any of them: all that was acknowledged before is seen, nothing that comes after."""
    with ExitStack() as reading:
        readers = {name: reading.enter_context(_opened(path)) for name, path in logs.items()}
        with ExitStack() as holding:
            for path in logs.values():
                holding.enter_context(_opened(path)).execute("BEGIN IMMEDIATE")
            positions = {name: _begun(reader) for name, reader in readers.items()}
            at = now()
        yield Moment(at, readers, positions)


def _begun(reader: sqlite3.Connection) -> int:
    reader.execute("BEGIN")  # what it sees is settled by its first look
    return int(reader.execute("SELECT COALESCE(MAX(rowid), 0) FROM stored_events").fetchone()[0])


@contextmanager
def as_it_is(path: Path) -> Iterator[sqlite3.Connection]:
    """One file as it is now, whatever is written to it meanwhile."""
    with _opened(path) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        yield reader


def _opened(path: Path) -> closing[sqlite3.Connection]:
    address = f"{path.resolve().as_uri()}?mode=rw"  # never made, should it be missing
    return closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE))


def size(reader: sqlite3.Connection) -> int:
    """In bytes."""
    pages, each = (reader.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages * each)


def copy(reader: sqlite3.Connection, target: Path, told: Callable[[int], None]) -> None:
    """What a reader's transaction sees, as one whole file that needs no other beside it."""
    whole = size(reader)
    private(target).close()
    done = 0

    def page(_status: int, left: int, of: int) -> None:
        nonlocal done
        reached = whole * (of - left) // max(of, 1)
        told(reached - done)
        done = reached

    with closing(sqlite3.connect(target, isolation_level=None)) as made:
        # The transaction goes on from step to step: else each write by others would begin the copy anew.
        reader.backup(made, pages=PAGES, progress=page)
        made.execute("PRAGMA journal_mode = DELETE")
        if made.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise Said(
                f"{target.parent.name}/{target.name} of this house was damaged and cannot be backed up."
            )
