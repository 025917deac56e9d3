"""Who may see what the field has lists of."""

from __future__ import annotations

from typing import Final

from shared.access import Policy, allow

CATALOGUES: Final = Policy(
    "catalogue",
    [
        allow(
            "CT1",
            "Everybody in the house sees the prompts to reflect by, and the competences that workers grow in.",
            ("anybody",),
            "see",
        ),
    ],
)
