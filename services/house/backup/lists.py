"""Finding the list of erasures for a restore, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services.house.backup.contents import LIST, Contents
from services.house.erasures import Entry, Erasures
from services.house.said import CannotOpen, Said


@dataclass(frozen=True)
class Listed:
    """What the lists say together. `until`: when they were last written; None where they end before the backup."""

    entries: tuple[Entry, ...]
    until: str | None

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(entry.id for entry in self.entries if entry.what == "erased")


def gathered(
    keys: Path, contents: Contents, given: Path | None, own: Path | None, *, without: bool
) -> Listed:
    """The list that was given, the one beside the backups of keys, and the one that the house goes on with.

    A list that does not know of this very backup is older than it, or of another house. Raises Said for that, for none
    and for a damaged one, unless the operator said that there is none: then what can be read is heeded all the same.
    """
    if given and not given.is_file():
        raise Said(f"There is no list of erasures at {given}.")
    places = dict.fromkeys(path for path in (given, keys.resolve().parent / LIST, own) if path)
    entries = tuple(entry for path in places for entry in _read(path, tolerant=without))
    reaches = any(entry.what == "backup" and entry.id == contents.name for entry in entries)
    if not reaches and not without:
        raise Said(
            f"{'No list of erasures knows of this backup' if entries else 'There is no list of erasures'}. Without one, "
            f"keys that were erased after {contents.moment} come back, and what was sealed under them can be read again. "
            "Give the newest list with --erased; if it is lost, --without-erasures-list restores all the same."
        )
    until = max((entry.at for entry in entries), key=datetime.fromisoformat) if reaches else None
    return Listed(entries, until)


def _read(path: Path, *, tolerant: bool) -> Iterable[Entry]:
    try:
        return Erasures(path).entries()
    except CannotOpen as error:
        if tolerant:
            return ()
        raise Said(str(error)) from error
