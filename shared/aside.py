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

from shared.facts import Sealed
from shared.keys import KEY_BYTES, Custody
from shared.sealing import Row, seal, unseal
from shared.tables import RowLike, Tables

VERSION: Final = 1
FIELD: Final = "content"


@dataclass(frozen=True)
class Laid:
    """A row as it lies there; what it holds is not opened by looking at it."""

    id: UUID
    kind: str
    owner: str
    since: str


class Aside:
    """One service's rows. `owner` is whatever finds them again without naming anybody; `since` a day, or empty where none may tell."""

    def __init__(self, tables: Tables, custody: Custody) -> None:
        self._tables, self._custody = tables, custody
        self._owed = True
        """Whether traces of what was removed may be left: whoever removed it last may not have come to an end."""

    def create_tables(self) -> None:
        # Without a row id, SQLite keeps no order of arrival.
        end = "" if self._tables.postgres else " WITHOUT ROWID"
        self._tables.create(
            "CREATE TABLE IF NOT EXISTS aside (id TEXT PRIMARY KEY, kind TEXT NOT NULL, owner TEXT NOT NULL, "
            f"since TEXT NOT NULL, wrapped TEXT NOT NULL, nonce TEXT NOT NULL, sealed TEXT NOT NULL, mark TEXT NOT NULL){end}"
        )

    def lay(self, kind: str, owner: str, content: bytes, *, since: str = "", id: UUID | None = None) -> UUID:
        """Raises IntegrityError for an id that is taken."""
        laid = Laid(id or uuid4(), kind, owner, since)
        self.lay_together((laid, content))
        return laid.id

    def lay_together(self, *things: tuple[Laid, bytes]) -> None:
        """All of them or none. Raises IntegrityError for an id that is taken."""
        values = [
            (str(laid.id), laid.kind, laid.owner, laid.since, *self._sealed(laid.id, laid.kind, content))
            for laid, content in things
        ]
        with self._tables.write() as rows:
            for told in values:
                rows.do(
                    "INSERT INTO aside (id, kind, owner, since, wrapped, nonce, sealed, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    *told,
                )

    def replace(self, id: UUID, kind: str, content: bytes) -> bool:
        """Other content under another key; whether it was still there."""
        values = self._sealed(id, kind, content)
        with self._tables.write() as rows:
            done = rows.do(
                "UPDATE aside SET wrapped = ?, nonce = ?, sealed = ?, mark = ? WHERE id = ? AND kind = ?",
                *(*values, str(id), kind),
            )
        return bool(done)

    def of(self, kind: str, owner: str) -> list[Laid]:
        return self._found("kind = ? AND owner = ?", kind, owner)

    def before(self, kind: str, since: str) -> list[Laid]:
        """Those that have lain there since before a day."""
        return self._found("kind = ? AND since < ?", kind, since)

    def kinds(self, kind: str) -> list[Laid]:
        return self._found("kind = ?", kind)

    def one(self, id: UUID, kind: str) -> Laid | None:
        return next(iter(self._found("id = ? AND kind = ?", str(id), kind)), None)

    def _found(self, where: str, *params: str) -> list[Laid]:
        found = self._tables.all(
            f"SELECT id, kind, owner, since FROM aside WHERE {where} ORDER BY id", *params
        )
        return [Laid(UUID(row["id"]), row["kind"], row["owner"], row["since"]) for row in found]

    def opened(self, laid: Laid) -> bytes | None:
        """What a row holds, None once it is gone. Raises MovedOrAltered, or Away."""
        row = self._tables.one("SELECT * FROM aside WHERE id = ? AND kind = ?", str(laid.id), laid.kind)
        return self._opened(row, laid) if row else None

    def _opened(self, row: RowLike, laid: Laid) -> bytes:
        key_id = _key_id(laid.id)
        sealed = Sealed(v=VERSION, k=key_id, n=row["nonce"], c=row["sealed"], m=row["mark"])
        return unseal(
            self._custody.unwrap(key_id, row["wrapped"]), key_id, _row(laid.id, laid.kind), FIELD, sealed
        )

    def _sealed(self, id: UUID, kind: str, content: bytes) -> tuple[str, str, str, str]:
        key, key_id = os.urandom(KEY_BYTES), _key_id(id)
        sealed = seal(key, key_id, _row(id, kind), FIELD, content)
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
            self._tables.forget("aside")
            self._owed = False

    def close(self) -> None:
        self._tables.close()


def _key_id(id: UUID) -> str:
    return f"ak:{id}"


def _row(id: UUID, kind: str) -> Row:
    return Row(None, kind, id, VERSION, FIELD)
