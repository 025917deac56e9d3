"""A person's erasure takes along what they recorded of what they did outside, where they let nobody see it (C6)."""

from __future__ import annotations

from uuid import UUID

from services.directory.relations import Relations
from services.sessions.domain.external_reports import ExternalReport
from services.sessions.events import EXTERNAL_REPORT
from services.sessions.views.erased import erased_people
from services.sessions.views.external_reports import seen_by_nobody_else
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.keeping.carrying import is_held
from shared.store import Store


def forget_reports_nobody_saw(
    restricted: Store, _ordinary: Store, shelf: Shelf, _relations: Relations
) -> int:
    """Theirs alone, it goes like a diary; what somebody else was let see stays, and what is held until it is no more."""
    erased = set(erased_people(shelf))
    theirs = [id for id, author in seen_by_nobody_else(shelf) if author in erased] if erased else []
    return sum(_forgotten(restricted, id) for id in theirs)


def _forgotten(restricted: Store, id: UUID) -> bool:
    with passing_over(None):
        if restricted.keys.is_destroyed(f"rk:{id}") or restricted.get(ExternalReport, id).shown:
            return False  # it is gone, or the list has not heard that it was shown
        if is_held(restricted, EXTERNAL_REPORT, id):
            return False
        restricted.keys.destroy(f"rk:{id}")
        return True
    return False
