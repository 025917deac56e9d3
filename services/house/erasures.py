"""The list of erasures: which keys were destroyed, and when; so that no key comes back with a backup.

One JSON a line, each with a check of its own, only ever appended to. A key's line is on disk before the key is destroyed.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Literal

from services.house.said import CannotOpen
from shared.keys import Keys
from shared.tables import Away

What = Literal["erased", "backup"]
LONGEST_LINE = 1024


@dataclass(frozen=True)
class Entry:
    """A key that was destroyed, by its id; or a backup that was taken, by its name, up to which the list is known to reach."""

    at: str
    what: What
    id: str

    def line(self) -> bytes:
        told = {"at": self.at, "what": self.what, "id": self.id}
        return json.dumps(told | {"check": _check(told)}).encode() + b"\n"

    @classmethod
    def of(cls, line: bytes) -> Entry:
        """Raises ValueError, KeyError or TypeError for a line that is not as it was written."""
        told = json.loads(line)
        if told.pop("check") != _check(told):
            raise ValueError("altered")
        return cls(**told)


def _check(told: dict[str, str]) -> str:
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


class Erasures:
    """One such list, in a file. Processes that append at once wait for each other."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def erased(self, key_id: str, at: str) -> None:
        """Comes back when it is on disk. Raises Away when it cannot be written: then the key must stay."""
        self.append([Entry(at, "erased", key_id)])

    def append(self, entries: Iterable[Entry]) -> None:
        lines = b"".join(entry.line() for entry in entries)
        if not lines:
            return
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "r+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                _cut_off_what_was_never_finished(file)
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
            _keep_name(self.path.parent)
        except OSError as error:
            raise Away(f"the list of erasures ({self.path} cannot be written: {error.strerror})") from error

    def entries(self) -> list[Entry]:
        """All of them, none where there is no list yet. Raises CannotOpen for a list that was damaged."""
        try:
            with self.path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH)  # not in the middle of somebody's line
                lines = file.readlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise CannotOpen(
                f"The list of erasures {self.path} cannot be read ({error.strerror})."
            ) from error
        if lines and _unfinished(lines[-1]):
            lines.pop()
        return [self._entry(number, line) for number, line in enumerate(lines, 1)]

    def _entry(self, number: int, line: bytes) -> Entry:
        try:
            return Entry.of(line)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise CannotOpen(
                f"Line {number} of the list of erasures {self.path} was damaged, and the key it names could come back. "
                "Put it back from another copy: one lies in the folder of the house, one beside the backups of keys."
            ) from None

    def keys(self) -> dict[str, str]:
        """The ids of the keys that were destroyed, and when each first was."""
        return {one.id: one.at for one in reversed(self.entries()) if one.what == "erased"}

    def learn(self, entries: Iterable[Entry]) -> None:
        """Append what is not in it yet."""
        known = set(self.entries())
        self.append(dict.fromkeys(entry for entry in entries if entry not in known))

    def agree_with(self, stores: Iterable[Keys]) -> None:
        """What is listed is destroyed, what was destroyed is listed, whichever of them came from a backup."""
        listed = self.keys()
        for keys in stores:
            keys.destroy_listed(listed)
            gone = keys.destroyed()
            try:
                self.append(Entry(at, "erased", id) for id, at in gone.items() if id not in listed)
            except Away as error:
                raise CannotOpen(f"A part of the house does not answer: {error.part}.") from error


def _unfinished(line: bytes) -> bool:
    """Cut off while it was written, so its key was not destroyed. A whole line ends in a brace and a line feed."""
    return b"}" not in line and not line.endswith(b"\n")


def _cut_off_what_was_never_finished(file: BinaryIO) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - LONGEST_LINE))
    last = file.readlines()[-1:]
    if last and _unfinished(last[0]):
        file.truncate(size - len(last[0]))
    elif last and not last[0].endswith(b"\n"):
        file.write(b"\n")  # damaged: reading says so


def _keep_name(folder: Path) -> None:
    """A new file's name is on disk once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
