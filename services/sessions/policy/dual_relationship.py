"""Who may do and see what with a dual relationship: worker and supervisor, and nobody by any role (S14)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.dual_relationship import DualRelationship
from shared.access import Policy, allow
from shared.identity import PersonId

TWO: Final = ("worker", "supervisor")

DUAL_RELATIONSHIPS: Final = Policy(
    "dual relationship",
    [
        allow(
            "DR1",
            "Worker and supervisor see that they weigh a dual relationship, how far they are, and its history. Nobody else does,"
            " whatever they are; only once it is due for erasure the agency's privacy officers find that it is there.",
            TWO,
            "see",
        ),
        allow(
            "DR2",
            "Worker and supervisor, and nobody else, read what was said of a dual relationship; each reading is accounted"
            " for.",
            TWO,
            "read-words",
        ),
        allow("DR3", "The worker or the supervisor of an agreement brings one to supervision.", TWO, "bring"),
        allow(
            "DR4",
            "Worker and supervisor each weigh the four questions, as long as supervision between them lasts.",
            TWO,
            "weigh",
        ),
        allow(
            "DR5",
            "Worker or supervisor writes down what was decided, and once supervision between them is over the worker alone,"
            " that they do not go on; what both weighed last is opened for going on, and accounted for.",
            TWO,
            "decide",
        ),
        allow(
            "DR7",
            "Worker and supervisor see who opened what of a dual relationship, and when.",
            TWO,
            "see-accesses",
        ),
        allow("DR6", "Everybody linked to a person sees the four questions.", ("anybody",), "see-questions"),
    ],
)


def relate_to_dual_relationship(one: DualRelationship, person: PersonId) -> frozenset[str]:
    """By the record itself: no role and no directory has a say in it."""
    stands = {one.worker: "worker", one.supervisor: "supervisor"}
    return frozenset({stands[person]} if person in stands else ())
