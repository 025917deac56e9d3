"""Somebody with every file of a house and its root of keys, who opens whatever opens: also with keys that lie in some corner of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel

from shared.facts import Recorded, Sealed
from shared.sealing import MovedOrAltered, Row, unseal
from shared.tables import Away
from tests.faults.loot import Loot
from tests.faults.searching import files_in

WRAPPED: Final = re.compile(rb"1\.\d+\.[A-Za-z0-9+/]{80}")
"""How a key looks that was wrapped, wherever it lies."""
RECORD: Final = b'{"v":1,"name":'


class Thief:
    """Reads a house as often as asked."""

    def __init__(self, loot: Loot) -> None:
        self._loot = loot

    def wrapped(self) -> dict[str, str]:
        """The keys that are where they belong, each as it lies there."""
        return {one.told["id"]: one.told["wrapped"] for one in self._loot.rows("keys") if one.told["wrapped"]}

    def records(self) -> list[Recorded]:
        """Every fact in any database, once, each stream in its order."""
        found = {
            bytes(value)
            for row in self._loot.rows()
            for value in row.told.values()
            if isinstance(value, bytes) and value.startswith(RECORD)
        }
        records = [Recorded.load(stored) for stored in found]
        return sorted(records, key=lambda one: (one.stream_id, one.stream_version))

    def opened(self, records: Iterable[Recorded], *, with_strays: bool = False) -> dict[str, bytes]:
        """All that opens: by the id of its key, everything that was sealed under that.

        `with_strays`: also with whatever lies in some file and is a key.
        """
        values = [(sealed, Row.of(one), at) for one in records for at, sealed in _sealed_in(one.fact)]
        keys = self._keys({sealed.k for sealed, _, _ in values}, with_strays=with_strays)
        opened: dict[str, bytes] = {}
        for sealed, row, at in values:
            for key in keys[sealed.k]:
                with suppress(MovedOrAltered):
                    opened[sealed.k] = opened.get(sealed.k, b"") + unseal(key, sealed.k, row, at, sealed)
        return opened | dict(self._laid_aside())

    def _keys(self, ids: set[str], *, with_strays: bool) -> dict[str, list[bytes]]:
        """For each the key where it belongs; else, if these are asked, whatever lies in a file and is it."""
        known = self.wrapped()
        lying = lying_in(*self._loot.folders) if with_strays else set()
        strays = lying - {text.encode() for text in known.values()}
        return {id: self._unwrapped(id, [known[id]] if id in known else strays) for id in ids}

    def _unwrapped(self, id: str, texts: Any) -> list[bytes]:
        found = []
        for text in texts:
            with suppress(Away):
                found.append(self._loot.custody.unwrap(id, text if isinstance(text, str) else text.decode()))
        return found

    def _laid_aside(self) -> Iterator[tuple[str, bytes]]:
        """Drafts and answers, which lie beside their own key."""
        for row in (one.told for one in self._loot.rows("aside")):
            key_id = f"ak:{row['id']}"
            sealed = Sealed(v=1, k=key_id, n=row["nonce"], c=row["sealed"], m=row["mark"])
            bound = Row(None, row["kind"], UUID(row["id"]), 1, "content")
            key = self._loot.custody.unwrap(key_id, row["wrapped"])
            yield key_id, unseal(key, key_id, bound, f"{row['owner']} {row['until']}", sealed)


def _sealed_in(model: BaseModel, within: str = "") -> Iterator[tuple[str, Sealed]]:
    for name in type(model).model_fields:
        value, at = getattr(model, name), f"{within}{name}"
        if isinstance(value, Sealed):
            yield at, value
        elif isinstance(value, BaseModel):
            yield from _sealed_in(value, f"{at}.")


def lying_in(*folders: Path) -> set[bytes]:
    """Whatever looks like a wrapped key, in any file, whether or not a database knows of it."""
    return {text for folder in folders for _, data in files_in(folder) for text in WRAPPED.findall(data)}
