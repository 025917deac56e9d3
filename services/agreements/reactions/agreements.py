"""What a date or the directory sets off about what was agreed: it expires, is flagged, or something is due to be said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.partnerships import Partnership
from services.agreements.policy import PARTNERSHIPS, POLICY
from services.agreements.reactions.once import EASTERNMOST, once
from services.agreements.views import (
    DatesView,
    DueView,
    PartnershipDatesView,
    partnerships_past_their_last_day,
    past_their_last_day,
    under_ended_placements,
    with_something_due,
)
from services.directory.relations import Relations, RelationsView
from shared.access import Policy
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.identity import AgencyId
from shared.store import Store

Dated = Agreement | Partnership
Past = Callable[[Shelf, date], list[tuple[UUID, AgencyId]]]
KINDS: Final[tuple[tuple[type[Dated], Policy, Past, type[DueView]], ...]] = (
    (Agreement, POLICY, past_their_last_day, DatesView),
    (Partnership, PARTNERSHIPS, partnerships_past_their_last_day, PartnershipDatesView),
)
"""What has dates: under which policy, and the rows that say what they may set off."""


def expire_what_is_past_its_last_day(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Each once; the day is the agency's own, of a partnership its host's."""
    latest = (store.now() + EASTERNMOST).date()
    done = 0
    for kind, policy, past, _ in KINDS:
        for id, agency in past(shelf, latest):
            with passing_over(id):
                expire = partial(_expire, today=relations.today_at(agency))
                done += once(store, relations, policy, kind, id, expire)
    return done


def _expire(thing: Dated, today: date) -> None:
    thing.expire(today)


def flag_what_lost_its_placement(
    store: Store, shelf: Shelf, relations: Relations, view: RelationsView
) -> int:
    """Agreements whose placement has ended, each once; people end them."""
    done = 0
    for id, agency, last_day in under_ended_placements(shelf, view, (store.now() + EASTERNMOST).date()):
        with passing_over(id):
            if last_day < relations.today_at(agency):
                note = Agreement.note_that_the_placement_has_ended
                done += once(store, relations, POLICY, Agreement, id, note)
    return done


def say_what_is_due(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Review due, expiry near, still unsigned: each once a record and day, by the agency's own clock."""
    now = store.now()
    done = 0
    for kind, policy, _, view in KINDS:
        for due in with_something_due(shelf, view, (now + EASTERNMOST).date(), now):
            with passing_over(due.id):
                today = relations.today_at(due.agency)
                if due.since <= today:
                    drafted_on = relations.day_at(due.agency, due.drafted)
                    say = partial(_say, today=today, drafted_on=drafted_on)
                    done += once(store, relations, policy, kind, due.id, say)
    return done


def _say(thing: Dated, today: date, drafted_on: date) -> None:
    thing.note_review_due(today)
    thing.note_expiry_near(today)
    thing.note_long_unsigned(drafted_on, today)
