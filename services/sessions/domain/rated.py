"""What can be rated: competences of the catalogue that are a worker's, and functions of the job in words of the agency's (K7)."""

from __future__ import annotations

from collections.abc import Sequence

from services.sessions.catalogues import COMPETENCY_CODES
from services.sessions.domain.evaluation_refusals import NothingRatedByThat, OneThingRated, RatedTwice
from services.sessions.events.evaluations import Rated


def require_fit(rated: Sequence[Rated], field: str) -> None:
    """Raises for a line that rates nothing, two things, something that is not there, or again what one before it did."""
    seen: set[str] = set()
    for at, one in enumerate(rated):
        if (one.competency is None) == (one.function is None):
            raise OneThingRated(f"{field}.{at}.competency", f"{field}.{at}.function")
        if one.competency is not None and one.competency not in COMPETENCY_CODES:
            raise NothingRatedByThat(f"{field}.{at}.competency")
        name = one.competency or (one.function or "").casefold()
        if name in seen:
            raise RatedTwice(f"{field}.{at}")
        seen.add(name)
