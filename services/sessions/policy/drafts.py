"""Who may do and see what with the draft of a concern: its author, and nobody else whatever they are (C2)."""

from __future__ import annotations

from typing import Final

from shared.access import Policy, allow

AUTHOR: Final = ("author",)

DRAFTS: Final = Policy(
    "draft of a concern",
    [
        allow(
            "CD1",
            "Anybody who is signed in drafts a concern for themselves. That a draft is there, nobody else can learn: not from an"
            " answer, a list, a count, a history, a log, a trace or a backup.",
            ("anybody",),
            "draft",
        ),
        allow(
            "CD2", "Its author, and nobody else, sees that a draft is there, and until when.", AUTHOR, "see"
        ),
        allow(
            "CD3",
            "Its author, and nobody else, reads it; each reading is noted in the draft itself and nowhere else, and goes with it.",
            AUTHOR,
            "read-words",
        ),
        allow("CD4", "Its author, and nobody else, changes it.", AUTHOR, "revise"),
        allow("CD5", "Its author, and nobody else, destroys it before its time is over.", AUTHOR, "destroy"),
    ],
)
