"""How long what people write may be, and what every form reminds them of."""

from __future__ import annotations

from typing import Annotated, Final

from shared.facts import Bounds

Text = Annotated[str, Bounds(4000)]
Line = Annotated[str, Bounds(300)]
NOBODY_NAMED: Final = "Name nobody who is supported."
"""Wherever something is told in free text: this is about supervising staff, and no service record (D2)."""
