"""What a date or the directory sets off: an agreement expires, is flagged, or something is due to be said.

A reaction never does what people do. An agency that was not heard of yet has no day; what waits for it waits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from services.agreements.domain.agreement import Agreement
from services.agreements.policy import POLICY
from services.agreements.views import past_their_last_day, under_ended_placements, with_something_due
from services.directory.relations import Relations, RelationsView
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.identity import TIME, Acting
from shared.store import Store, VersionConflict

EASTERNMOST = timedelta(hours=14)
"""No agency's clock is further ahead of UTC."""


def expire_what_is_past_its_last_day(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Each once; the day is the agency's own."""
    latest = (store.now() + EASTERNMOST).date()
    done = 0
    for id, agency in past_their_last_day(shelf, latest):
        with passing_over(id):
            today = relations.today_at(agency)
            done += _once(store, relations, id, partial(Agreement.expire, today=today))
    return done


def flag_what_lost_its_placement(
    store: Store, shelf: Shelf, relations: Relations, view: RelationsView
) -> int:
    """Agreements whose placement has ended, each once; people end them."""
    done = 0
    for id, agency, last_day in under_ended_placements(shelf, view, (store.now() + EASTERNMOST).date()):
        with passing_over(id):
            if last_day < relations.today_at(agency):
                done += _once(store, relations, id, Agreement.note_that_the_placement_has_ended)
    return done


def say_what_is_due(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Review due, expiry near, still unsigned: each once an agreement and day, by the agency's own clock."""
    now = store.now()
    done = 0
    for due in with_something_due(shelf, (now + EASTERNMOST).date(), now):
        with passing_over(due.id):
            today = relations.today_at(due.agency)
            if due.since <= today:
                drafted_on = relations.day_at(due.agency, due.drafted)
                done += _once(store, relations, due.id, partial(_say, today=today, drafted_on=drafted_on))
    return done


def _say(agreement: Agreement, today: date, drafted_on: date) -> None:
    agreement.note_review_due(today)
    agreement.note_expiry_near(today)
    agreement.note_long_unsigned(drafted_on, today)


def _once(store: Store, relations: Relations, id: UUID, command: Callable[[Agreement], None]) -> int:
    agreement = store.get(Agreement, id)
    command(agreement)
    if not agreement.new:
        return 0  # done before; the view has not heard of it yet
    acting = Acting(actor=TIME, policy_version=POLICY.version, directory_position=relations.position())
    try:
        store.append(agreement, acting)
    except VersionConflict:
        return 0  # somebody was faster; next time round it is looked at again
    return 1
