"""Keys of records and persons, each wrapped by custody, in a database of their own. Destroying one erases its record.

"Erased" is an answer of its own; a custody that is away, or a store that never knew the key, is not erasure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime

from shared.keys.custody import KEY_BYTES, Custody, FileCustody, MemoryCustody, write_secret
from shared.keys.traces import Traces
from shared.tables import Away, RowLike, Tables
from shared.tables.turns import Turns, Wish

__all__ = ["KEY_BYTES", "Custody", "Erased", "FileCustody", "Had", "Keys", "MemoryCustody", "write_secret"]
MOST = 32
"""So many keys are asked for at once by those who read."""


class Erased(Exception):
    """This was erased: its key was destroyed and nobody can read it any more."""


Had = bytes | Exception
"""A key, or why it cannot be had: it was erased, custody or the store of keys is away, or something went wrong."""


def _in_no_list(_key_id: str, _at: str) -> None:
    """For a store that is never backed up."""


class _Asked(Wish):
    """A key's row that somebody asks for."""

    def __init__(self, key_id: str) -> None:
        self.key_id = key_id
        self.row: RowLike | None = None


class Keys:
    """Wrapped keys of one service. No unwrapped key is kept: each call unwraps anew.

    `list_erased` puts a key's id on the list of erasures; where it raises, the key stays.
    """

    def __init__(
        self, tables: Tables, custody: Custody, list_erased: Callable[[str, str], None] = _in_no_list
    ) -> None:
        self._tables = tables
        self._custody = custody
        self._list_erased = list_erased
        self._traces = Traces(tables)
        self._asked = Turns(self._ask, MOST)

    def create_tables(self) -> None:
        # By row id: a new row comes after all others, and none is ever moved and leaves a copy where it stood.
        self._tables.create(
            "CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, wrapped TEXT, made_at TEXT NOT NULL, destroyed_at TEXT)",
            *self._tables.unsampled("keys", "wrapped"),
        )

    def use(self, key_id: str) -> bytes:
        """Raises Erased after destruction, and Away when the key cannot be had."""
        row = self._row(key_id)
        if row is None:
            raise Away("the key of this record (the store of keys has never heard of it)")
        return _or_raise(self._had(row))

    def use_or_make(self, key_id: str) -> bytes:
        """The same, of a key that may not have been made yet."""
        return _or_raise(self.all_to_seal_with([key_id])[key_id])

    def all_to_seal_with(self, key_ids: Collection[str]) -> Mapping[str, Had]:
        """Of each the key, made at a record's first fact; or why it cannot be had, which may befall some and not others. Raises nothing."""
        try:
            had = self._all_had(key_ids)
        except Exception as trouble:  # noqa: BLE001  raised again for each that it befell
            return dict.fromkeys(key_ids, trouble)
        new = sorted(
            one for one in key_ids if one not in had
        )  # in one order, lest two who make the same wait for each other
        try:
            return had | self._made(new) if new else had
        except Exception as trouble:  # noqa: BLE001  the same
            return had | dict.fromkeys(new, trouble)

    def _made(self, key_ids: Sequence[str]) -> dict[str, Had]:
        keys: dict[str, Had] = {one: os.urandom(KEY_BYTES) for one in key_ids}
        rows = [
            (one, self._custody.wrap(one, key), _now()) for one, key in keys.items() if isinstance(key, bytes)
        ]
        with self._tables.write() as write:
            many = write.do(
                f"INSERT INTO keys (id, wrapped, made_at) VALUES {', '.join(['(?, ?, ?)'] * len(rows))} "
                "ON CONFLICT (id) DO NOTHING",
                *(value for row in rows for value in row),
            )
        return (
            keys if many == len(rows) else self._all_had(key_ids)
        )  # somebody else made one of them in between

    def _all_had(self, key_ids: Collection[str]) -> dict[str, Had]:
        """Of those that were ever made."""
        return {row["id"]: self._had(row) for row in self._rows(key_ids)} if key_ids else {}

    def _had(self, row: RowLike) -> Had:
        if row["destroyed_at"] is not None:
            return Erased()
        try:
            return self._custody.unwrap(row["id"], row["wrapped"])
        except Exception as trouble:  # noqa: BLE001  the same
            return trouble

    def _row(self, key_id: str) -> RowLike | None:
        # PostgreSQL is asked once for all who ask meanwhile; a file answers sooner than they could wait for one another.
        if self._tables.postgres:
            return self._asked.meet(_Asked(key_id)).row
        return next(iter(self._rows([key_id])), None)

    def _ask(self, group: Sequence[_Asked]) -> None:
        rows = {row["id"]: row for row in self._rows({one.key_id for one in group})}
        for one in group:
            one.row = rows.get(one.key_id)

    def _rows(self, key_ids: Collection[str]) -> list[RowLike]:
        places = ", ".join("?" * len(key_ids))  # sooner read than an array
        return self._tables.all(
            f"SELECT id, wrapped, destroyed_at FROM keys WHERE id IN ({places})", *key_ids
        )

    def is_destroyed(self, key_id: str) -> bool:
        """Asked without unwrapping anything."""
        row = self._tables.one("SELECT destroyed_at FROM keys WHERE id = ?", key_id)
        return row is not None and row["destroyed_at"] is not None

    def destroyed_among(self, key_ids: Sequence[str]) -> frozenset[str]:
        """The same of several, asked once."""
        if not key_ids:
            return frozenset()
        places = ", ".join("?" * len(key_ids))
        told = f"SELECT id FROM keys WHERE destroyed_at IS NOT NULL AND id IN ({places})"
        return frozenset(row["id"] for row in self._tables.all(told, *key_ids))

    def knows(self, key_id: str) -> bool:
        """Whether it was ever made here."""
        return self._tables.one("SELECT 1 AS one FROM keys WHERE id = ?", key_id) is not None

    def destroyed_at(self, key_id: str) -> str:
        """When it was destroyed, of one that was."""
        row = self._tables.one("SELECT destroyed_at FROM keys WHERE id = ?", key_id)
        return str((row or {})["destroyed_at"])

    def any(self) -> bool:
        """Whether this store has ever held a key."""
        return self._tables.one("SELECT 1 AS one FROM keys LIMIT 1") is not None

    def destroy(self, key_id: str) -> None:
        """For good. What was sealed under it answers "erased" from now on. Raises Away when that cannot be made to last."""
        at = _now()
        # Listed first: a crash in between is made good when the list is read at the next start. The other way round,
        # a key could be gone here and come back with a backup.
        self._list_erased(key_id, at)
        self.destroy_listed({key_id: at})

    def destroy_listed(self, erased: Mapping[str, str]) -> int:
        """What a list of erasures names, each with its time; answers how many of them were still here."""
        with self._tables.write() as rows:
            done: int = sum(
                rows.do(
                    "UPDATE keys SET wrapped = NULL, destroyed_at = ? WHERE id = ? AND destroyed_at IS NULL",
                    *(at, key_id),
                )
                for key_id, at in erased.items()
            )
        self._traces.left()
        return done

    def leave_no_trace(self) -> None:
        """Of destroyed keys, in no file of this store: also where whoever destroyed them died, or was held up. Raises Away while it is."""
        self._traces.remove()

    def destroyed(self) -> dict[str, str]:
        """The keys that are gone, each with its time."""
        found = self._tables.all("SELECT id, destroyed_at FROM keys WHERE destroyed_at IS NOT NULL")
        return {row["id"]: row["destroyed_at"] for row in found}

    def close(self) -> None:
        self._tables.close()


def _or_raise(had: Had) -> bytes:
    if isinstance(had, Exception):
        raise had
    return had


def _now() -> str:
    return datetime.now(UTC).isoformat()
