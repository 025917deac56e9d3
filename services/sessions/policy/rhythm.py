"""Who sees that supervision is overdue or was agreed late, which is of the kind of that it takes place; and who its balance (A1, A6, C5, S3)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.rhythm import Rhythm
from services.sessions.policy.oversight import OVERSIGHT
from services.sessions.policy.session import BESIDE, TWO
from shared.access import Policy, allow
from shared.identity import PersonId

RHYTHM: Final = Policy(
    "overdue supervision",
    [
        allow(
            "RY1",
            "Worker and supervisor, whoever covers, the line manager of the placement, and coordinator, HR, privacy officer and"
            " auditor of its agency see that supervision is overdue, and since when, and that its agreement was negotiated late.",
            (*TWO, BESIDE, *OVERSIGHT),
            "see",
        ),
    ],
)

BALANCE: Final = Policy(
    "balance of purposes",
    [
        allow(
            "BA1",
            "Worker and supervisor of an agreement, and nobody else, see how their sessions spread over the three purposes and"
            " the five functions; each record that is read for it is accounted for.",
            TWO,
            "read-balance",
        ),
    ],
)


def relate_to_rhythm(rhythm: Rhythm, person: PersonId) -> frozenset[str]:
    """The two, by what was noted itself."""
    stands = {rhythm.worker: "worker", rhythm.supervisor: "supervisor"}
    return frozenset({stands[person]} if person in stands else ())
