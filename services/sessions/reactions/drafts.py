"""What a date does to drafts of concerns: the day after their last one, they are gone for good (C2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from services.directory.relations import Relations
from services.sessions.views.drafts import DRAFT
from shared.aside import Aside
from shared.feed.shelf import Shelf
from shared.store import Store

WESTERNMOST: Final = timedelta(hours=12)
"""No agency's clock is further behind UTC: so a day is over for everybody."""


def destroy_old_drafts(aside: Aside, store: Store, _shelf: Shelf, _relations: Relations) -> int:
    """None where the clocks disagree, for what is destroyed does not come back."""
    aside.leave_no_trace()
    now, agrees = store.clock()
    if not agrees:
        return 0
    old = aside.past(DRAFT, (now - WESTERNMOST).date().isoformat())
    return aside.remove(one.id for one in old) if old else 0
