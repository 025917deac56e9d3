"""Looks for a word in everything a run leaves behind, in every form in which it could lie there."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import lz4.frame

from tests.faults.loot import Row

MEMBERS = {b"\x1f\x8b\x08": 47, b"\x78\x01": 15, b"\x78\x5e": 15, b"\x78\x9c": 15, b"\x78\xda": 15}
"""How gzip and zlib members begin, and the window that zlib wants for each."""
LZ4 = b"\x04\x22\x4d\x18"
LARGEST = 4 * 1024 * 1024
DEEPEST = 3


def files_in(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file; what its server deletes meanwhile, as Kafka does a moment after a topic, is not left behind."""
    for within, _, names in os.walk(folder):  # goes on where a folder is gone by now
        for path in (Path(within, name) for name in names):
            with suppress(FileNotFoundError):
                if path.is_file():  # and no socket
                    yield path, path.read_bytes()


def forms(word: str) -> dict[str, list[bytes]]:
    """Every form of an ASCII word, by its name."""
    raw = word.encode()
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in word)
    percent = "".join(f"%{byte:02x}" for byte in raw)
    return {
        "UTF-8": [raw, word.upper().encode()],
        "JSON escapes": [escaped.encode(), escaped.upper().replace("\\U", "\\u").encode()],
        "UTF-16": [word.encode("utf-16-le"), word.encode("utf-16-be")],
        "base64": [_base64(raw, before) for before in range(3)],
        "hex": [raw.hex().encode(), raw.hex().upper().encode()],
        "URL": [percent.encode(), percent.upper().encode()],
    }


def _base64(raw: bytes, before: int) -> bytes:
    """What of a word's base64 is the same whatever stands beside it, when so many bytes stand before it in its group."""
    text = b64encode(bytes(before) + raw)
    end = len(text) - 4 if (before + len(raw)) % 3 else len(text)
    return text[4 if before else 0 : end]


class Searcher:
    """Finds one word, which is the stem of every marker of a run."""

    def __init__(self, word: str) -> None:
        self._forms = [(name, form) for name, many in forms(word).items() for form in many]
        self.searched = 0

    def find(self, data: bytes, where: str, depth: int = 0) -> list[str]:
        """Where, and in which form; packed members are looked into."""
        self.searched += len(data)
        found = [f"{where}: {name} at {data.find(form)}" for name, form in self._forms if form in data]
        if depth < DEEPEST:
            for place, inner in unpacked(data):
                found += self.find(inner, f"{where}, packed at {place}", depth + 1)
        return found

    def find_in_folder(self, folder: Path) -> list[str]:
        """In every file."""
        searched, found = list[Path](), list[str]()
        for path, data in files_in(folder):
            searched.append(path)
            found += self.find(data, str(path.relative_to(folder)))
        assert searched, folder
        return found

    def find_in_rows(self, rows: Iterable[Row]) -> list[str]:
        """Row by row, as a file may hold a value in two pieces, or packed in its server's own way; of a topic, as a consumer gets them."""
        found: list[str] = []
        for row in rows:
            values = (_raw(value) for value in row.told.values() if value is not None)
            found += self.find(b"\x00".join(values), row.where)
        return found


def unpacked(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every gzip, zlib and LZ4 member in it, as far as it can be unpacked."""
    whole = memoryview(data)
    for begins, window in MEMBERS.items():
        for place in _places(data, begins):
            try:
                # What only begins like a member is given up after a little.
                zlib.decompressobj(window).decompress(whole[place : place + 64])
                inner = zlib.decompressobj(window).decompress(whole[place : place + LARGEST], LARGEST)
            except zlib.error:
                continue
            if inner:
                yield place, inner
    for place in _places(data, LZ4):
        try:
            yield place, lz4.frame.LZ4FrameDecompressor().decompress(whole[place : place + LARGEST])
        except RuntimeError:
            continue


def _places(data: bytes, begins: bytes) -> Iterator[int]:
    place = data.find(begins)
    while place >= 0:
        yield place
        place = data.find(begins, place + 1)


def _raw(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def disguised(word: str) -> dict[str, bytes]:
    """A word in each form, amid other text, as somebody could have written it."""
    text = f"a note: {word}, they said"
    return {
        "UTF-8": text.encode(),
        "upper case": text.upper().encode(),
        "JSON": json.dumps({"note": text}).encode(),
        "JSON escapes": "".join(f"\\u{ord(letter):04x}" for letter in text).encode(),
        "UTF-16": text.encode("utf-16"),
        **{f"base64 after {n}": b64encode(b"x" * n + text.encode()) for n in range(3)},
        "base64 in JSON": json.dumps({"c": b64encode(text.encode()).decode()}).encode(),
        "hex": text.encode().hex().encode(),
        "HEX": text.encode().hex().upper().encode(),
        "URL": quote(text).encode(),
        "URL all": "".join(f"%{byte:02X}" for byte in text.encode()).encode(),
        "gzip": b"before" + gzip.compress(text.encode()) + b"after",
        "zlib": b"before" + zlib.compress(text.encode()) + b"after",
        "lz4": b"before" + lz4.frame.compress(text.encode()) + b"after",
        "gzip in gzip": gzip.compress(gzip.compress(text.encode())),
        "base64 in gzip": gzip.compress(b64encode(text.encode())),
    }
