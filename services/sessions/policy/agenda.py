"""Who reads an item of an agenda, where they do not read the session: its author alone (S5, C1)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.session import Session
from shared.access import Policy, allow
from shared.identity import PersonId

AGENDA_ITEMS: Final = Policy(
    "item of an agenda",
    [
        allow(
            "SR7",
            "Whoever put something on the agenda of a session in which they meet no longer, as where somebody took it over, reads"
            " that, and nothing else of it; each reading is accounted for.",
            ("author",),
            "read-own",
        ),
    ],
)


def relate_to_own_items(session: Session, person: PersonId, *, meets: bool) -> frozenset[str]:
    """By what they put on it themselves: to those who meet, the session tells more."""
    return frozenset({"author"} if session.items_by(person) and not meets else ())
