"""Who may do and see what with a goal: the two parties of its agreement (S8)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.goal import Goal
from shared.access import Policy, allow
from shared.identity import PersonId

TWO: Final = ("worker", "supervisor")

GOALS: Final = Policy(
    "goal",
    [
        allow(
            "GO1",
            "The two parties of an agreement, and nobody else, see the goals set under it, and their history; only once one is due"
            " for erasure the agency's privacy officers find that it is there.",
            TWO,
            "see",
        ),
        allow(
            "GO2",
            "The two parties of its agreement, and nobody else, read a goal; each reading is accounted for.",
            TWO,
            "read-words",
        ),
        allow("GO3", "Either of the two parties of an agreement sets a goal for the worker.", TWO, "set"),
        allow(
            "GO4",
            "Either of the two parties writes down how a goal goes, the supervisor as long as supervision between them"
            " lasts.",
            TWO,
            "note-progress",
        ),
        allow(
            "GO5",
            "Either of the two parties changes a goal, the supervisor as long as supervision between them lasts.",
            TWO,
            "change",
        ),
        allow(
            "GO6",
            "Either of the two parties writes down that a goal was achieved or dropped, the supervisor as long as"
            " supervision between them lasts.",
            TWO,
            "end",
        ),
        allow(
            "GO7", "The two parties of its agreement see who opened a goal, and when.", TWO, "see-accesses"
        ),
    ],
)


def relate_to_goal(goal: Goal, person: PersonId) -> frozenset[str]:
    """By the record itself: no role and no directory has a say in it."""
    stands = {goal.worker: "worker", goal.supervisor: "supervisor"}
    return frozenset({stands[person]} if person in stands else ())
