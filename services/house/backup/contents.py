"""What one half of a backup says of itself: which moment it holds, how far each log reaches, and the hash of each file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from services.house.backup.folders import ENDING
from services.house.manifest import UNTOLD
from services.house.said import Said
from shared.settings import Settings

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
LIST: Final = "erased.jsonl"
"""The list of erasures, as it lies beside the backups of keys."""
Half = Literal["events", "keys"]
CHUNK = 1 << 20
Told = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is, and of how much."""


class Kept(BaseModel):
    """One file of a backup."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    sha256: str
    bytes: int


class Contents(BaseModel):
    """The manifest. `moment`: what was acknowledged until then is in it, what came later is not."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: Literal[1] = FORMAT
    half: Half
    house: str
    """Tells the backups of one house from those of another."""
    name: str
    moment: str
    positions: Mapping[str, int]
    files: Mapping[str, Kept]

    def written(self) -> bytes:
        told = self.model_dump()
        check = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        return json.dumps({**told, "check": check}, indent=1, sort_keys=True).encode() + b"\n"

    @classmethod
    def read(cls, folder: Path, half: Half) -> Self:
        """Raises Said when this is no such half, is of a later format, or was altered by a single bit."""
        if folder.name.endswith(ENDING):
            raise Said(f"{folder} was never finished. Use another backup.")
        try:
            raw = (folder / MANIFEST).read_bytes()
        except OSError:
            raise Said(f"{folder} is no backup{_instead(folder)}.") from None
        try:
            told = json.loads(raw)
            del told["check"]
            contents = cls.model_validate(told)
        except (ValueError, KeyError, TypeError, ValidationError):
            raise Said(_unreadable(folder, raw)) from None
        if contents.written() != raw:
            raise Said(_damaged(folder / MANIFEST))
        if contents.half != half:
            raise Said(f"{folder} holds {contents.half}. Give the folder of events first, then that of keys.")
        return contents

    def fetch(self, name: str, folder: Path, target: Path, told: Callable[[int], None]) -> None:
        """Copy one file of it, for its owner alone. Raises Said when it is not, byte for byte, what was written."""
        expected, heard, many = self.files.get(name), sha256(), 0
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with (folder / name).open("rb") as source, private(target) as copy:
                while chunk := source.read(CHUNK):
                    heard.update(chunk)
                    many += len(chunk)
                    copy.write(chunk)
                    told(len(chunk))
        except FileNotFoundError:
            raise Said(f"{folder / name} is missing; this backup is not whole. Use another.") from None
        if Kept(sha256=heard.hexdigest(), bytes=many) != expected:
            raise Said(_damaged(folder / name))


def told_of(positions: Mapping[str, int]) -> dict[str, int]:
    """How far each log reaches, as the operator is told."""
    return {name: at for name, at in positions.items() if name not in UNTOLD}


def secrets(settings: Settings) -> tuple[tuple[str, str, Path], ...]:
    """Those that a house cannot do without: the name in a backup, the setting that puts it elsewhere, its file."""
    return (
        ("custody.json", "ALONGSIDE_CUSTODY", settings.custody_file),
        ("link", "ALONGSIDE_LINK_SECRET_FILE", settings.link_file),
    )


def known_by(link_secret: str) -> str:
    """By what a house is known again: a mark of its secret, from which nothing else can be told."""
    return sha256(f"alongside/known-by {link_secret.strip()}".encode()).hexdigest()


def private(path: Path) -> BinaryIO:
    """A new file for its owner alone."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def kept(folder: Path) -> dict[str, Kept]:
    """Every file in a folder, with its hash."""
    return {
        path.relative_to(folder).as_posix(): _hashed(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _hashed(path: Path) -> Kept:
    with path.open("rb") as file:
        heard = sha256()
        while chunk := file.read(CHUNK):
            heard.update(chunk)
        return Kept(sha256=heard.hexdigest(), bytes=file.tell())


def _instead(folder: Path) -> str:
    found = sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))
    return f"; the newest in it is {folder / found[-1]}" if found else ""


def _unreadable(folder: Path, raw: bytes) -> str:
    try:
        told = json.loads(raw)
        later = isinstance(told, dict) and isinstance(told["format"], int) and told["format"] > FORMAT
    except (ValueError, KeyError):
        later = False
    if later:
        return f"{folder} was made by a later version of the house. Restore it with that version."
    return _damaged(folder / MANIFEST)


def _damaged(path: Path) -> str:
    return f"{path} is not what was written; it was damaged or altered. Use another backup."
