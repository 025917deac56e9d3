"""Who may see the blocks of text that an agreement can be begun with."""

from __future__ import annotations

from typing import Final

from shared.access import Policy, allow

BLOCKS: Final = Policy(
    "block of text",
    [
        allow(
            "BL1",
            "Everybody in the house sees the blocks of text that an agreement can be begun with.",
            ("anybody",),
            "see",
        ),
    ],
)
