"""Who reads what somebody brought to a meeting: they, and those who were there (S9)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.contributions import Contribution
from shared.access import Policy, allow
from shared.identity import PersonId

CONTRIBUTIONS: Final = Policy(
    "contribution to a meeting",
    [
        allow(
            "CN1",
            "Whoever brought something to a meeting reads it, at any time; each reading is accounted for.",
            ("author",),
            "read",
        ),
        allow(
            "CN2",
            "Whoever was at the meeting, or facilitates it, reads what was brought to it, and nobody else does; accounted"
            " for too.",
            ("facilitator", "attended", "took-part"),
            "read",
        ),
        allow(
            "CN3",
            "Whoever brought something sees who opened it, and nobody else does.",
            ("author",),
            "see-accesses",
        ),
    ],
)


def relate_to_own(one: Contribution, person: PersonId) -> frozenset[str]:
    """By what somebody brought, whoever else was at that meeting."""
    return frozenset({"author"} if person == one.by else ())
