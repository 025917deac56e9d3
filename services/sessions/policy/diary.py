"""Who may do and see what with a diary: its owner, and nobody by any role (S7)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.diary_entry import Entry
from services.sessions.domain.portfolio import Piece
from shared.access import Policy, allow
from shared.identity import PersonId

OWNER: Final = frozenset({"owner"})

DIARIES: Final = Policy(
    "diary",
    [
        allow(
            "DY1",
            "Everybody keeps a diary of their own, and a portfolio copied from it; who does, and that they do, nobody else sees,"
            " whatever they are.",
            ("owner",),
            "keep",
        ),
        allow(
            "DY2",
            "Its owner, and nobody else, sees what there is in a diary and in its portfolio.",
            ("owner",),
            "see",
        ),
        allow(
            "DY3",
            "Its owner, and nobody else, reads it; each reading is accounted for in a log that goes to nobody.",
            ("owner",),
            "read-diary",
        ),
        allow("DY4", "Its owner takes a copy of it away, as a file.", ("owner",), "export-diary"),
        allow("DY5", "Its owner writes an entry or a piece anew.", ("owner",), "revise"),
        allow("DY6", "Its owner copies an entry into the portfolio.", ("owner",), "copy"),
        allow("DY7", "Its owner deletes an entry or a piece, for good.", ("owner",), "delete"),
    ],
)


def relate_to_writing(writing: Entry | Piece, person: PersonId) -> frozenset[str]:
    """By the record itself: no role and no directory has a say in it."""
    return OWNER if writing.owner == person else frozenset()
