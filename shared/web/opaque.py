"""Positions and cursors as callers see them: they can be given back, and tell nothing (deterministic AES-SIV)."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from unicodedata import normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEYED_VERSION = "1."
"""Which secret a keyed form was made under: a second one can then come beside it."""


class Secret:
    """One service's secret, of which each use gets a key of its own."""

    def __init__(self, root: bytes, service: str) -> None:
        self._root, self._service = root, service
        self._siv = AESSIV(self._derive("opaque", 64))
        self._mac = self._derive("once", 32)

    def _derive(self, use: str, length: int) -> bytes:
        info = f"alongside/{self._service}/{use}".encode()
        return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(self._root)

    def hide(self, value: Any, use: str) -> str:
        return (
            urlsafe_b64encode(self._siv.encrypt(json.dumps(value).encode(), [use.encode()]))
            .rstrip(b"=")
            .decode()
        )

    def shown(self, token: str, use: str) -> Any:
        """Raises ValueError for anything this service did not give out for that use."""
        try:
            raw = urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
            return json.loads(self._siv.decrypt(raw, [use.encode()]))
        except (InvalidTag, ValueError):
            raise ValueError("not one of ours") from None

    def mac(self, *parts: bytes) -> bytes:
        """HMAC over parts, each with its length before it."""
        told = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self._mac, told, "sha256")


def link_of(root: bytes, issuer: str, subject: str) -> str:
    """A sign-in as it stands in facts and relations: keyed, the same in every service, and nobody's name."""
    parts = (b"alongside/link", issuer.encode(), subject.encode())
    told = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return KEYED_VERSION + hmac.digest(root, told, "sha256").hex()


def index_of(root: bytes, kind: str, value: str) -> str:
    """A keyed index of an identifier, for exact search only: employee number, user name, work e-mail."""
    plain = normalize("NFKC", value).strip().casefold()
    parts = (b"alongside/index", kind.encode(), plain.encode())
    told = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return KEYED_VERSION + hmac.digest(root, told, "sha256").hex()
