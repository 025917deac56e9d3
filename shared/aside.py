"""Sealed rows that are nobody's history yet: outside every log, never published, never backed up, gone for good when removed.

Each lies under a key of its own, wrapped by custody, in the same row: neither the store of keys nor the list of erasures ever
hears of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from eventsourcing.persistence import IntegrityError

from shared.facts import Sealed
from shared.keys import KEY_BYTES, Custody
from shared.sealing import Row, seal, unseal
from shared.tables import RowLike, Tables
from shared.tables.removal import forget

VERSION: Final = 1
FIELD: Final = "content"
COLUMNS: Final = ("id", "kind", "owner", "until", "wrapped", "nonce", "sealed", "mark")


@dataclass(frozen=True)
class Laid:
    """A row as it lies there; what it holds is not opened by looking at it."""

    id: UUID
    kind: str
    owner: str
    until: str
    mark: str = ""
    """Another one each time that something else is written there."""


class Aside:
    """One service's rows. `owner` is whatever finds them again without naming anybody; `until` the last day they may lie there, or empty."""

    def __init__(self, tables: Tables, custody: Custody) -> None:
        self._tables, self._custody = tables, custody
        self._owed = True
        """Whether traces of what was removed may be left: whoever removed it last may not have come to an end."""

    def create_tables(self) -> None:
        # Without a row id, SQLite keeps no order of arrival.
        end = "" if self._tables.postgres else " WITHOUT ROWID"
        self._tables.create(
            "CREATE TABLE IF NOT EXISTS aside (id TEXT PRIMARY KEY, kind TEXT NOT NULL, owner TEXT NOT NULL, "
            f"until TEXT NOT NULL, wrapped TEXT NOT NULL, nonce TEXT NOT NULL, sealed TEXT NOT NULL, mark TEXT NOT NULL){end}",
            *self._tables.unsampled("aside", *COLUMNS),
        )

    def lay(self, kind: str, owner: str, content: bytes, *, until: str = "", id: UUID | None = None) -> UUID:
        """Raises IntegrityError for an id that is taken."""
        laid = Laid(id or uuid4(), kind, owner, until)
        self.lay_together((laid, content))
        return laid.id

    def lay_together(self, *things: tuple[Laid, bytes]) -> None:
        """All of them or none. Raises IntegrityError for an id that is taken."""
        values = [
            (str(laid.id), laid.kind, laid.owner, laid.until, *self._sealed(laid, content))
            for laid, content in things
        ]
        names, places = ", ".join(COLUMNS), ", ".join("?" * len(COLUMNS))
        with self._tables.write() as rows:
            for told in values:
                # A conflict that PostgreSQL itself refuses would stand in its log, with the id.
                if not rows.do(
                    f"INSERT INTO aside ({names}) VALUES ({places}) ON CONFLICT (id) DO NOTHING", *told
                ):
                    raise IntegrityError("this id is taken")

    def replace(self, laid: Laid, content: bytes) -> bool:
        """Other content under another key; whether what was seen there still lay there."""
        values = self._sealed(laid, content)
        with self._tables.write() as rows:
            done = rows.do(
                "UPDATE aside SET wrapped = ?, nonce = ?, sealed = ?, mark = ? WHERE id = ? AND mark = ?",
                *(*values, str(laid.id), laid.mark),
            )
        return bool(done)

    def of(self, kind: str, owner: str) -> list[Laid]:
        return self._found("kind = ? AND owner = ?", kind, owner)

    def past(self, kind: str, day: str) -> list[Laid]:
        """Those whose last day came before a day."""
        return self._found("kind = ? AND until <> '' AND until < ?", kind, day)

    def kinds(self, kind: str) -> list[Laid]:
        return self._found("kind = ?", kind)

    def one(self, id: UUID, kind: str) -> Laid | None:
        return next(iter(self._found("id = ? AND kind = ?", str(id), kind)), None)

    def _found(self, where: str, *params: str) -> list[Laid]:
        found = self._tables.all(
            f"SELECT id, kind, owner, until, mark FROM aside WHERE {where} ORDER BY id", *params
        )
        return [
            Laid(UUID(row["id"]), *(row[name] for name in ("kind", "owner", "until", "mark")))
            for row in found
        ]

    def opened(self, laid: Laid) -> bytes | None:
        """What a row holds, None once it is gone or holds something else. Raises MovedOrAltered, or Away."""
        row = self._tables.one("SELECT * FROM aside WHERE id = ? AND mark = ?", str(laid.id), laid.mark)
        return self._opened(row, laid) if row else None

    def _opened(self, row: RowLike, laid: Laid) -> bytes:
        key_id = _key_id(laid.id)
        sealed = Sealed(v=VERSION, k=key_id, n=row["nonce"], c=row["sealed"], m=row["mark"])
        return unseal(self._custody.unwrap(key_id, row["wrapped"]), key_id, *_bound(laid), sealed)

    def _sealed(self, laid: Laid, content: bytes) -> tuple[str, str, str, str]:
        key, key_id = os.urandom(KEY_BYTES), _key_id(laid.id)
        sealed = seal(key, key_id, *_bound(laid), content)
        return self._custody.wrap(key_id, key), sealed.n, sealed.c, sealed.m

    def remove(self, ids: Iterable[UUID]) -> int:
        """For good, keys included: the rows that stay are written anew, and no page and no log of writes holds the others.

        Answers how many were still there.
        """
        self._owed = True
        with self._tables.write() as rows:
            done: int = sum(rows.do("DELETE FROM aside WHERE id = ?", str(id)) for id in ids)
        self.leave_no_trace()
        return done

    def leave_no_trace(self) -> None:
        """Of what was removed, where any may be left: also by a process that died in between. Raises Away while it is being read."""
        if self._owed:
            forget(self._tables, "aside", "wrapped")
            self._owed = False

    def close(self) -> None:
        self._tables.close()


def _key_id(id: UUID) -> str:
    return f"ak:{id}"


def _bound(laid: Laid) -> tuple[Row, str]:
    """To what a value is bound: its row, whose that is, and until when."""
    return Row(None, laid.kind, laid.id, VERSION, FIELD), f"{laid.owner} {laid.until}"
