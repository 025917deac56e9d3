"""Who may do and see what with a difficulty: two people, and nobody by any role (C7); and who sees how many there were (C5)."""

from __future__ import annotations

from typing import Final

from services.agreements.domain.difficulty import Difficulty
from services.agreements.policy.agreement import OVERSIGHT
from shared.access import Policy, allow
from shared.identity import PersonId

BETWEEN: Final = ("worker", "recipient")
COUNTERS: Final = tuple(who for who in OVERSIGHT if who != "line_manager")

DIFFICULTIES: Final = Policy(
    "difficulty with supervision",
    [
        allow(
            "DI1",
            "The worker who raised a difficulty, and the one person whom it went to, see that it is there, how it stands, and"
            " its history. Nobody else does, whatever they are.",
            BETWEEN,
            "see",
        ),
        allow(
            "DI2",
            "The worker who raised a difficulty, and the one person whom it went to, and nobody else, read what was said"
            " and answered; each reading is accounted for where nobody else sees that either.",
            BETWEEN,
            "read-words",
        ),
        allow(
            "DI3", "The worker of an agreement, and nobody else, raises a difficulty.", ("worker",), "raise"
        ),
        allow("DI4", "The person whom it went to, and nobody else, answers.", ("recipient",), "answer"),
        allow("DI5", "The worker, and nobody else, takes it back.", ("worker",), "withdraw"),
    ],
)

COUNTS: Final = Policy(
    "count of difficulties",
    [
        allow(
            "DN1",
            "The coordinator, HR, privacy officer and auditor of an agency see for each closed year how many difficulties were"
            " raised there, or that fewer than eleven workers raised any.",
            COUNTERS,
            "see",
        ),
    ],
)


def relate_to_difficulty(difficulty: Difficulty, person: PersonId) -> frozenset[str]:
    """By the record itself: no role and no directory has a say in it."""
    stands = {difficulty.worker: "worker", difficulty.to: "recipient"}
    return frozenset({stands[person]} if person in stands else ())
