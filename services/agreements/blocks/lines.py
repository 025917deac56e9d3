"""Which topic of the catalogue a line of an agreement stands for: lines are codes or words, as the parties like (K3)."""

from __future__ import annotations

import re
from typing import Final

from services.agreements.blocks.catalogue import TOPICS

BEGINS: Final = re.compile(r"\s*(K3-[0-9]{2})(?!\w|-\w)")
CODES: Final = frozenset(one.code for one in TOPICS)


def code_of(line: str) -> str | None:
    """The code that is the line or that it begins with, words of the parties' own behind it; None for mere words."""
    found = BEGINS.match(line)
    return found[1] if found and found[1] in CODES else None
