"""What a date or the directory sets off: an agreement expires, is flagged, or something is due to be said.

A reaction never does what people do.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from services.agreements.domain.agreement import Agreement
from services.agreements.policy import POLICY
from services.agreements.reactions.once import EASTERNMOST, once
from services.agreements.views import past_their_last_day, under_ended_placements, with_something_due
from services.directory.relations import Relations, RelationsView
from shared.feed.shelf import Shelf
from shared.store import Store


def expire_what_is_past_its_last_day(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Each once; the day is the agency's own."""
    latest = (store.now() + EASTERNMOST).date()
    done = 0
    for id, agency in past_their_last_day(shelf, latest):
        today = relations.today_at(agency)
        done += once(store, relations, POLICY, Agreement, id, partial(Agreement.expire, today=today))
    return done


def flag_what_lost_its_placement(
    store: Store, shelf: Shelf, relations: Relations, view: RelationsView
) -> int:
    """Agreements whose placement has ended, each once; people end them."""
    gone = under_ended_placements(shelf, view, (store.now() + EASTERNMOST).date())
    return sum(
        once(store, relations, POLICY, Agreement, id, Agreement.note_that_the_placement_has_ended)
        for id, agency, last_day in gone
        if last_day < relations.today_at(agency)
    )


def say_what_is_due(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Review due, expiry near, still unsigned: each once an agreement and day, by the agency's own clock."""
    now = store.now()
    done = 0
    for due in with_something_due(shelf, (now + EASTERNMOST).date(), now):
        today = relations.today_at(due.agency)
        if due.since <= today:
            drafted_on = relations.day_at(due.agency, due.drafted)
            done += once(
                store, relations, POLICY, Agreement, due.id, partial(_say, today=today, drafted_on=drafted_on)
            )
    return done


def _say(agreement: Agreement, today: date, drafted_on: date) -> None:
    agreement.note_review_due(today)
    agreement.note_expiry_near(today)
    agreement.note_long_unsigned(drafted_on, today)
