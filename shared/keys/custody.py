"""Who holds the root: wraps and unwraps keys, and keeps none of them."""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.tables import Away

KEY_BYTES = 32


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
