"""Who reads what was disclosed: its one recipient, and the two whose concern it is (C3)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.disclosing import Disclosure
from shared.access import Policy, allow
from shared.identity import PersonId

BETWEEN: Final = ("worker", "author", "recipient")

DISCLOSURES: Final = Policy(
    "disclosure",
    [
        allow(
            "DS1",
            "The person to whom a disclosure was made, the worker, and the supervisor who raised the concern see that it was made:"
            " to whom, on which grounds, when. Nobody else does, whatever they are.",
            BETWEEN,
            "see",
        ),
        allow(
            "DS2",
            "The person to whom a disclosure was made, the worker, and the supervisor who raised the concern, and nobody"
            " else, read the statement, the worker's own, and the notice that goes with them; each reading is accounted for,"
            " and the worker sees when its recipient read it.",
            BETWEEN,
            "read-words",
            purpose="disclosure",
        ),
    ],
)


def relate_to_disclosure(disclosure: Disclosure, raised_by: PersonId, person: PersonId) -> frozenset[str]:
    """By the record itself, and by who raised the concern: whoever consulted in covering reads their own words with that."""
    stands = {disclosure.to: "recipient", disclosure.worker: "worker", raised_by: "author"}
    return frozenset({stands[person]} if person in stands else ())
