"""What people are searched by, keyed."""

from __future__ import annotations

from services.directory.events import (
    Details,
    Indexes,
)
from shared.identity import AgencyId
from shared.web.opaque import index_of


def indexes(secret: bytes, agency: AgencyId, details: Details) -> Indexes:
    """Keyed indexes of what people are searched by, and nothing else."""

    def one(kind: str) -> str | None:
        value = getattr(details, kind)
        return keyed(secret, kind, value, agency) if value else None

    return Indexes(**{kind: one(kind) for kind in Indexes.model_fields})


def keyed(secret: bytes, kind: str, value: str, agency: AgencyId) -> str:
    """The keyed form of an identifier. Employers number their people each for themselves, so a number is an agency's."""
    return index_of(secret, kind, f"{agency}/{value}" if kind == "employee_number" else value)
