"""A person's erasure takes along what they recorded of what they did outside, where nobody else who may see it is there (C6)."""

from __future__ import annotations

from uuid import UUID

from services.directory.relations import Relations, erased_people
from services.sessions.domain.external_reports import ExternalReport
from services.sessions.views.external_reports import seen_by_nobody_but
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.identity import PersonId
from shared.store import Store


def forget_reports_nobody_sees(
    restricted: Store, _ordinary: Store, shelf: Shelf, _relations: Relations
) -> int:
    """Theirs alone, it goes like a diary; what somebody else was let see stays as long as they are there.

    Also under a hold: who placed it is gone, nobody knows of it who could release it, and nobody could ever show what it keeps.
    """
    erased = frozenset(erased_people(shelf))
    theirs = seen_by_nobody_but(shelf, erased) if erased else []
    return sum(_forgotten(restricted, id, erased) for id in theirs)


def _forgotten(restricted: Store, id: UUID, erased: frozenset[PersonId]) -> bool:
    with passing_over(None):
        if restricted.keys.is_destroyed(f"rk:{id}"):
            return False
        if not restricted.get(ExternalReport, id).shown <= erased:
            return False  # the list has not heard that it was shown
        restricted.keys.destroy(f"rk:{id}")
        return True
    return False
