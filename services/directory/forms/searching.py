"""What people are searched by, keyed."""

from __future__ import annotations

from services.directory.events import (
    Details,
    Indexes,
)
from shared.web.opaque import index_of


def indexes(secret: bytes, details: Details) -> Indexes:
    """Keyed indexes of what people are searched by, and nothing else."""

    def keyed(kind: str) -> str | None:
        value = getattr(details, kind)
        return index_of(secret, kind, value) if value else None

    return Indexes(**{kind: keyed(kind) for kind in Indexes.model_fields})
