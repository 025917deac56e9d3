"""Keys of records and persons, each wrapped by custody, in a database of their own. Destroying one erases its record.

"Erased" is an answer of its own; a custody that is away, or a store that never knew the key, is not erasure.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from eventsourcing.persistence import IntegrityError

from shared.tables import Away, Tables

KEY_BYTES = 32


class Erased(Exception):
    """This was erased: its key was destroyed and nobody can read it any more."""


class Custody(Protocol):
    """Holds the root and nothing else: wraps and unwraps keys, and forgets them at once."""

    def wrap(self, key_id: str, key: bytes) -> str: ...

    def unwrap(self, key_id: str, wrapped: str) -> bytes: ...


class MemoryCustody:
    """A root that dies with the process."""

    def __init__(self, epochs: dict[str, bytes] | None = None) -> None:
        self._epochs = epochs or {"1": os.urandom(KEY_BYTES)}

    def wrap(self, key_id: str, key: bytes) -> str:
        epoch, root = next(reversed(self._epochs.items()))
        nonce = os.urandom(12)
        return f"1.{epoch}.{b64encode(nonce + AESGCM(root).encrypt(nonce, key, key_id.encode())).decode()}"

    def unwrap(self, key_id: str, wrapped: str) -> bytes:
        try:
            _, epoch, text = wrapped.split(".")
            raw = b64decode(text, validate=True)
            return AESGCM(self._epochs[epoch]).decrypt(raw[:12], raw[12:], key_id.encode())
        except (KeyError, ValueError, InvalidTag):
            raise Away(
                "custody of keys (it holds another root than the one these keys were wrapped under)"
            ) from None


class FileCustody(MemoryCustody):
    """A root in a file that only its owner may read: for one machine, refused in production."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        if create and not path.exists():
            fresh = {"1": b64encode(os.urandom(KEY_BYTES)).decode()}
            write_secret(path, json.dumps(fresh))
        self._path = path
        super().__init__(self._read())

    def _read(self) -> dict[str, bytes]:
        if self._path.stat().st_mode & 0o077:
            raise PermissionError(f"{self._path} may be read by others; make it 0600 (chmod 600)")
        try:
            return {epoch: b64decode(root) for epoch, root in json.loads(self._path.read_text()).items()}
        except ValueError:
            raise PermissionError(f"{self._path} cannot be read; put it back from its backup") from None


def write_secret(path: Path, text: str) -> None:
    """A new file for its owner alone, there whole or not at all; one that is there already is left as it is."""
    if path.exists():
        return
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()


def _in_no_list(_key_id: str, _at: str) -> None:
    """For a store that is never backed up."""


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

    def create_tables(self) -> None:
        self._tables.create(
            "CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, wrapped TEXT, made_at TEXT NOT NULL, destroyed_at TEXT)"
        )

    def use(self, key_id: str) -> bytes:
        """Raises Erased after destruction, and Away when the key cannot be had."""
        key = self._known(key_id)
        if key is None:
            raise Away("the key of this record (the store of keys has never heard of it)")
        return key

    def _known(self, key_id: str) -> bytes | None:
        row = self._tables.one("SELECT wrapped, destroyed_at FROM keys WHERE id = ?", key_id)
        if row is None:
            return None
        if row["destroyed_at"] is not None:
            raise Erased
        return self._custody.unwrap(key_id, row["wrapped"])

    def use_or_make(self, key_id: str) -> bytes:
        """The key to seal with, made at a record's first fact."""
        known = self._known(key_id)
        if known is not None:
            return known
        key = os.urandom(KEY_BYTES)
        wrapped = self._custody.wrap(key_id, key)
        try:
            with self._tables.write() as rows:
                rows.do("INSERT INTO keys (id, wrapped, made_at) VALUES (?, ?, ?)", key_id, wrapped, _now())
        except IntegrityError:
            return self.use(key_id)  # somebody made it in between
        return key

    def is_destroyed(self, key_id: str) -> bool:
        """Asked without unwrapping anything."""
        with self._tables.read() as rows:
            row = rows.one("SELECT destroyed_at FROM keys WHERE id = ?", key_id)
        return row is not None and row["destroyed_at"] is not None

    def knows(self, key_id: str) -> bool:
        """Whether it was ever made here."""
        return self._tables.one("SELECT 1 AS one FROM keys WHERE id = ?", key_id) is not None

    def destroyed_at(self, key_id: str) -> str:
        """When it was destroyed, of one that was."""
        row = self._tables.one("SELECT destroyed_at FROM keys WHERE id = ?", key_id)
        return str((row or {})["destroyed_at"])

    def any(self) -> bool:
        """Whether this store has ever held a key."""
        with self._tables.read() as rows:
            return rows.one("SELECT 1 AS one FROM keys LIMIT 1") is not None

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
            return sum(
                rows.do(
                    "UPDATE keys SET wrapped = NULL, destroyed_at = ? WHERE id = ? AND destroyed_at IS NULL",
                    *(at, key_id),
                )
                for key_id, at in erased.items()
            )

    def destroyed(self) -> dict[str, str]:
        """The keys that are gone, each with its time."""
        with self._tables.read() as rows:
            found = rows.all("SELECT id, destroyed_at FROM keys WHERE destroyed_at IS NOT NULL")
        return {row["id"]: row["destroyed_at"] for row in found}

    def close(self) -> None:
        self._tables.close()


def _now() -> str:
    return datetime.now(UTC).isoformat()
