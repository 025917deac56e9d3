"""Drafts of concerns are gone for good once the worker was told, the day after their last one, and with whoever wrote them (C2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from services.directory.relations import Relations, erased_people
from services.sessions.views.concerns_asked import is_known
from services.sessions.views.drafts import DRAFT, GOES, going, owner_of
from shared.aside import Aside
from shared.feed.shelf import Shelf
from shared.store import Store
from shared.web.opaque import Secret

WESTERNMOST: Final = timedelta(hours=12)
"""No agency's clock is further behind UTC: so a day is over for everybody."""


def destroy_old_drafts(
    aside: Aside, store: Store, _shelf: Shelf, _relations: Relations, _secret: Secret
) -> int:
    """None where the clocks disagree, for what is destroyed does not come back."""
    aside.leave_no_trace()
    now, agrees = store.clock()
    if not agrees:
        return 0
    day = (now - WESTERNMOST).date().isoformat()
    old = [*aside.past(DRAFT, day), *aside.past(GOES, day)]
    return aside.remove(one.id for one in old) if old else 0


def destroy_told_drafts(
    aside: Aside, _store: Store, shelf: Shelf, _relations: Relations, _secret: Secret
) -> int:
    """Where whoever gave the notice did not come to it. While there is no such concern a draft stays as it was."""
    notes = list(
        going(aside)
    )  # before what lies there, so that none is taken for gone that was not there yet
    lying = {one.id for one in aside.kinds(DRAFT)} if notes else set()
    gone: set[UUID] = set()
    for note in notes:
        if is_known(shelf, note.concern):
            gone |= {note.id, note.draft}
        elif note.draft not in lying:
            gone.add(note.id)
    return aside.remove(gone) if gone else 0


def forget_drafts(aside: Aside, _store: Store, shelf: Shelf, _relations: Relations, secret: Secret) -> int:
    """A person's erasure takes their drafts along, whenever they were written."""
    lying = [*aside.kinds(DRAFT), *aside.kinds(GOES)]
    if not lying:
        return 0
    gone = {owner_of(secret, person) for person in erased_people(shelf)}
    theirs = [one.id for one in lying if one.owner in gone]
    return aside.remove(theirs) if theirs else 0
