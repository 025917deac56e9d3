"""Who reads what somebody brought to a meeting: they, and those who were there with them (S9)."""

from __future__ import annotations

from typing import Final, Literal

from services.sessions.domain.contributions import Contribution
from shared.access import Policy, allow
from shared.identity import PersonId

ContributionState = Literal["kept", "shared"]
"""What was brought is kept to its author until the meeting was held, and what was brought before that until they signed that
they were there; it is then shared with those who were there."""
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
            "Once it was held, whoever was at the meeting, or facilitated it, reads what was brought to it by one who was there"
            " too, and has signed so where they brought it beforehand, or who shared it; nobody else does; accounted for too.",
            ("facilitator", "attended", "took-part"),
            "read",
            states=("shared",),
        ),
        allow(
            "CN3",
            "Whoever brought something sees who opened it, and nobody else does.",
            ("author",),
            "see-accesses",
        ),
        allow(
            "CN4",
            "Whoever brought something, and was not there, shares it with those who were.",
            ("author",),
            "share",
        ),
    ],
)


def relate_to_own(one: Contribution, person: PersonId) -> frozenset[str]:
    """By what somebody brought, whoever else was at that meeting."""
    return frozenset({"author"} if person == one.by else ())
