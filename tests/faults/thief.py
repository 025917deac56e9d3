"""Somebody with every file of a house and its root of keys, who opens whatever opens: also with keys that lie in some corner of a file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel

from shared.facts import Recorded, Sealed
from shared.keys import FileCustody
from shared.sealing import MovedOrAltered, Row, unseal
from shared.tables import Away

WRAPPED: Final = re.compile(rb"1\.\d+\.[A-Za-z0-9+/]{80}")
"""How a key looks that was wrapped, wherever it lies."""
RECORD: Final = b'{"v":1,"name":'


class Thief:
    """Reads a house that runs or is closed, as often as asked: what was there a moment ago may be gone."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._custody = FileCustody(data / "custody.json", create=False)

    def wrapped(self) -> dict[str, str]:
        """The keys that are where they belong, each as it lies there."""
        return {
            row["id"]: row["wrapped"]
            for path in self._data.glob("*/keys.db")
            for row in _rows(path)
            if row.get("wrapped")
        }

    def records(self) -> list[Recorded]:
        """Every fact in any database, once, each stream in its order."""
        found = {
            bytes(value)
            for path in self._data.rglob("*.db")
            for row in _rows(path)
            for value in row.values()
            if isinstance(value, bytes) and value.startswith(RECORD)
        }
        records = [Recorded.load(stored) for stored in found]
        return sorted(records, key=lambda one: (one.stream_id, one.stream_version))

    def opened(self, records: Iterable[Recorded]) -> dict[str, bytes]:
        """All that opens: by the id of its key, everything that was sealed under that."""
        values = [(sealed, Row.of(one), at) for one in records for at, sealed in _sealed_in(one.fact)]
        keys = self._keys({sealed.k for sealed, _, _ in values})
        opened: dict[str, bytes] = {}
        for sealed, row, at in values:
            for key in keys[sealed.k]:
                with suppress(MovedOrAltered):
                    opened[sealed.k] = opened.get(sealed.k, b"") + unseal(key, sealed.k, row, at, sealed)
        return opened | dict(self._laid_aside())

    def _keys(self, ids: set[str]) -> dict[str, list[bytes]]:
        """For each the key where it belongs; else whatever lies in a file and is it."""
        known = self.wrapped()
        strays = lying_in(self._data) - {text.encode() for text in known.values()}
        return {id: self._unwrapped(id, [known[id]] if id in known else strays) for id in ids}

    def _unwrapped(self, id: str, texts: Any) -> list[bytes]:
        found = []
        for text in texts:
            with suppress(Away):
                found.append(self._custody.unwrap(id, text if isinstance(text, str) else text.decode()))
        return found

    def _laid_aside(self) -> Iterator[tuple[str, bytes]]:
        """Drafts and answers, which lie beside their own key."""
        for row in _rows(self._data / "sessions" / "drafts.db"):
            key_id = f"ak:{row['id']}"
            sealed = Sealed(v=1, k=key_id, n=row["nonce"], c=row["sealed"], m=row["mark"])
            bound = Row(None, row["kind"], UUID(row["id"]), 1, "content")
            key = self._custody.unwrap(key_id, row["wrapped"])
            yield key_id, unseal(key, key_id, bound, f"{row['owner']} {row['until']}", sealed)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            yield from map(dict, database.execute(f"SELECT * FROM {name}"))


def _sealed_in(model: BaseModel, within: str = "") -> Iterator[tuple[str, Sealed]]:
    for name in type(model).model_fields:
        value, at = getattr(model, name), f"{within}{name}"
        if isinstance(value, Sealed):
            yield at, value
        elif isinstance(value, BaseModel):
            yield from _sealed_in(value, f"{at}.")


def lying_in(folder: Path) -> set[bytes]:
    """Whatever looks like a wrapped key, in any file, whether or not a database knows of it."""
    return {
        text for path in folder.rglob("*") if path.is_file() for text in WRAPPED.findall(path.read_bytes())
    }
