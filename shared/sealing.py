"""Sealing: one key a record, one derived key a field, bound to the row that holds it (AES-256-GCM, HKDF-SHA256).

A sealed value that was moved to another row, or altered, does not open; that is another answer than "erased".
"""

from __future__ import annotations

import hmac
import os
from base64 import b64decode
from binascii import b2a_base64
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

import rfc8785
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from propcache.api import cached_property
from pydantic import BaseModel, TypeAdapter, ValidationError

from shared.facts import STORED, Mark, Recorded, Sealed, mark_of
from shared.facts.marks import CLOSED

M = TypeVar("M", bound=BaseModel)
STEP = 256
"""Plaintext is padded to steps of so many bytes: lengths say little."""
SALT_BYTES = 32


class MovedOrAltered(Exception):
    """This record is not what was sealed here: it was moved or altered."""


class Unreadable(Exception):
    """What was sealed opened well, and no longer fits its type: a mistake of ours. Names the field, never the value."""


@dataclass(frozen=True)
class Row:
    """Which row a value is sealed into: rebuilt from the envelope on opening, never stored beside the value."""

    agency: UUID | None
    stream_type: str
    stream_id: UUID
    stream_version: int
    name: str

    @classmethod
    def of(cls, recorded: Recorded) -> Row:
        return cls(
            recorded.agency, recorded.stream_type, recorded.stream_id, recorded.stream_version, recorded.name
        )

    def bind(self, field: str, key_id: str) -> bytes:
        """The associated data: every part with its length before it, so that no two rows ever bind alike."""
        return self._head + _with_length(field.encode()) + _with_length(key_id.encode())

    @cached_property
    def _head(self) -> bytes:
        agency = self.agency.bytes if self.agency else b""
        parts = (
            b"alongside/1",
            agency,
            self.stream_type.encode(),
            self.stream_id.bytes,
            str(self.stream_version).encode(),
            self.name.encode(),
        )
        return b"".join(_with_length(part) for part in parts)


def _with_length(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def seal(key: bytes, key_id: str, row: Row, field: str, plain: bytes) -> Sealed:
    bound = row.bind(field, key_id)
    nonce = os.urandom(12)
    padded = plain + b"\x80" + bytes(-(len(plain) + 1) % STEP)
    secret = AESGCM(_field_key(key, bound)).encrypt(nonce, padded, bound)
    return Sealed(v=1, k=key_id, n=_text(nonce), c=_text(secret), m=_text(_commitment(key, bound)))


def unseal(key: bytes, key_id: str, row: Row, field: str, sealed: Sealed) -> bytes:
    """Raises MovedOrAltered when one bit of the value, its row, its field or its key is another."""
    bound = row.bind(field, key_id)
    try:
        if sealed.k != key_id or not hmac.compare_digest(_bytes(sealed.m), _commitment(key, bound)):
            raise MovedOrAltered
        padded = AESGCM(_field_key(key, bound)).decrypt(_bytes(sealed.n), _bytes(sealed.c), bound)
    except (InvalidTag, ValueError):
        raise MovedOrAltered from None
    return padded[: padded.rindex(b"\x80")]


def seal_fields(model: M, key_of: Callable[[str], tuple[str, bytes]], row: Row, path: str = "") -> M:
    """A copy with every `Private` and `Personal` value sealed. What is absent stays visibly absent."""

    def one(value: Any, adapter: TypeAdapter[Any], prefix: str, at: str) -> Any:
        key_id, key = key_of(prefix)
        return seal(key, key_id, row, at, adapter.dump_json(value))

    return _walk(model, path, one, skip=Sealed)


def unseal_fields(
    model: M, key_of: Callable[[str], tuple[str, bytes]], row: Row, names: Container[str] | None = None
) -> M:
    """A copy with every sealed value opened; or those of these names, and the rest as sealed as it was."""

    def one(value: Sealed, adapter: TypeAdapter[Any], prefix: str, at: str) -> Any:
        key_id, key = key_of(prefix)
        plain = unseal(key, key_id, row, at, value)
        try:
            return adapter.validate_json(plain, context=STORED, extra="ignore")
        except ValidationError:
            pass  # its text may hold what was sealed
        raise Unreadable(at)

    return _walk(model, "", one, only=Sealed, names=names)


def _walk(
    model: M,
    path: str,
    one: Callable[[Any, TypeAdapter[Any], str, str], Any],
    *,
    skip: type | None = None,
    only: type = object,
    names: Container[str] | None = None,
) -> M:
    changed: dict[str, Any] = {}
    for name, mark in kept_parts(type(model)):
        if names is not None and name not in names:
            continue
        value, at = getattr(model, name), f"{path}{name}"
        if value is CLOSED:
            raise ValueError(f"{at} is sealed and was not read; written again, it would be lost")
        if value is None or (skip and isinstance(value, skip)):
            continue
        if mark is None:
            changed[name] = _walk(value, f"{at}.", one, skip=skip, only=only)
        elif isinstance(value, only):
            changed[name] = one(value, _adapter(type(model), name), mark.prefix, at)
    return model.model_copy(update=changed)


@cache
def kept_parts(model: type[BaseModel]) -> tuple[tuple[str, Mark | None], ...]:
    """The fields that are sealed, and those that hold a model with such fields."""
    marked = [(name, mark_of(model, name)) for name in model.model_fields]
    return tuple(
        (name, mark)
        for name, mark in marked
        if mark is not None or _is_model(model.model_fields[name].annotation)
    )


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    return TypeAdapter(field.rebuild_annotation())


def salted_digest(salt: bytes, content: Any) -> str:
    """SHA-256(salt ‖ RFC 8785 form): tells two texts apart to whoever has the salt, and nothing to anybody else."""
    return sha256(salt + rfc8785.dumps(content)).hexdigest()


def _field_key(key: bytes, bound: bytes) -> bytes:
    # Record keys are 32 random bytes already, so HKDF needs its second half only (RFC 5869, 3.3).
    # Of which one block, as long as the hash, is one HMAC.
    return hmac.digest(key, b"field" + bound + b"\x01", "sha256")


def _commitment(key: bytes, bound: bytes) -> bytes:
    # AES-GCM does not commit to its key: without this a value could be made to open under two.
    return hmac.digest(key, b"commit" + bound, "sha256")[:16]


def _text(raw: bytes) -> str:
    return b2a_base64(raw, newline=False).decode("ascii")


def _bytes(text: str) -> bytes:
    raw = b64decode(text, validate=True)
    if _text(raw) != text:
        raise ValueError("not the one form of these bytes")
    return raw
