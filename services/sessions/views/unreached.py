"""Since when what is sent to somebody in this house, or at work, does not reach them any more (C2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.directory.relations import Relations
from services.sessions.domain.concern import Concern
from services.sessions.views.concerns_asked import switched_off_since
from shared.feed.shelf import Shelf


def unreached_since(shelf: Shelf, relations: Relations, concern: Concern) -> datetime | None:
    """The day after the placement's last, or when their last sign-in was switched off; None while they are reached."""
    assert concern.agency is not None
    placement, found = relations.placement(concern.placement), list[datetime]()
    if placement and placement.ends and placement.is_over(relations.today_at(concern.agency)):
        found.append(relations.day_begins(concern.agency, placement.ends + timedelta(days=1)))
    linked, since = switched_off_since(shelf, concern.worker)
    if not linked or (since and since >= concern.time.given_at):
        found.append(since or concern.time.given_at)
    return min(found, default=None)
