"""How long what people write may be."""

from __future__ import annotations

from typing import Annotated

from shared.facts import Bounds

Text = Annotated[str, Bounds(4000)]
Line = Annotated[str, Bounds(300)]
