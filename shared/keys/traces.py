"""What destroyed keys leave behind in the files of their store, an old page in the log of writes or a dead row, is removed.

SQLite overwrites a row where it stands, and no row of keys is ever moved; so the last copy goes with the log of writes.
PostgreSQL overwrites nothing: there the table is written anew, which holds up whoever reads it, so not at each destruction.
"""

from __future__ import annotations

import time
from contextlib import suppress
from threading import Lock

from shared.tables import Away, Tables
from shared.tables.removal import cut, pack

FIRST_SECONDS, ANEW_SECONDS = 3600.0, 86400.0
"""On PostgreSQL a table of keys is written anew so long after the start, and then at most so often."""


class Traces:
    """Of one store of keys."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._removing = Lock()
        self._owed = True
        """Whether any may be left: whoever destroyed a key last may not have come to an end."""
        self._gone, self._next = 0, time.monotonic() + FIRST_SECONDS

    def left(self) -> None:
        """Keys were destroyed, and that stands: what cannot be removed just now is in the next round."""
        self._owed = True
        if not self._tables.postgres:
            with suppress(Away):
                self.remove()

    def remove(self) -> None:
        """Raises Away while somebody reads what is to be removed."""
        with self._removing:
            if self._tables.postgres:
                self._write_anew()
            elif self._owed:
                self._cut()

    def _cut(self) -> None:
        self._owed = False  # whoever destroys a key from now on has another copy removed
        try:
            cut(self._tables)
        except Away:
            self._owed = True
            raise

    def _write_anew(self) -> None:
        """Whichever process destroyed keys: the rows themselves say how many are gone."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + ANEW_SECONDS
        told = self._tables.one("SELECT COUNT(*) AS many FROM keys WHERE destroyed_at IS NOT NULL")
        gone = int((told or {})["many"])
        if gone > self._gone:
            pack(self._tables, "keys")
            self._gone = gone
