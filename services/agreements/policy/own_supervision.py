"""Who may know that a supervisor is supervised themselves (D7, A4)."""

from __future__ import annotations

from typing import Final

from services.directory.relations import SUPERVISING, Relations
from shared.access import Policy, allow
from shared.identity import PersonId

OWN_SUPERVISION: Final = Policy(
    "a supervisor's own supervision",
    [
        allow(
            "OW1",
            "Everybody sees by which agreements they are supervised themselves, and since when they are outside the house.",
            ("self",),
            "see-own",
        ),
        allow(
            "OW2",
            "A worker whom they supervise, and coordinator, HR, privacy officer and auditor of an agency where they hold a"
            " supervisor's role, see whether a supervisor is supervised themselves, how, and since when. With whom, they do not.",
            ("self", "supervised", "coordinator", "hr", "privacy_officer", "auditor"),
            "see",
        ),
    ],
)
OVERSEEING: Final = frozenset({"coordinator", "hr", "privacy_officer", "auditor"})


def to_supervisor(
    supervisor: PersonId, person: PersonId, relations: Relations, *, supervised: bool
) -> frozenset[str]:
    """How somebody stands to a supervisor: as whom they supervise by the record itself, or overseeing where they do."""
    if person == supervisor:
        return frozenset({"self"})
    if supervised:
        return frozenset({"supervised"})
    relations.require_fresh()
    there = {agency for agency, role in relations.roles_of(supervisor) if role in SUPERVISING}
    return frozenset(role for agency, role in relations.roles_of(person) if agency in there) & OVERSEEING
