"""What the end of a quarter sets off: figures are added up and told, and what they were counted under is destroyed (C5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from services.directory.relations import Relations
from services.sessions.domain.quarters import Quarter, closed_quarters
from services.sessions.domain.tally import SessionCount, Tally
from services.sessions.events import TallyMarked, Touched
from services.sessions.policy.tallies import COUNTS, PUBLISHER, TALLIES
from services.sessions.reactions.once import of_time, recorded
from services.sessions.views.tallies import (
    TalliesView,
    counted,
    first_recorded,
    open_tallies,
    told_and_open,
)
from shared.access import open_content
from shared.facts import Fact
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.identity import AgencyId, PersonId
from shared.store import Store

SETTLED: Final = timedelta(days=1)
"""So long after its last day a quarter is told: what began to be recorded in its last moment is in the log by then."""


def tell_closed_quarters(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Each agency's every closed quarter, whether anything was written in it or not; then what was told is closed."""
    return _tell(store, shelf, relations) + _close(store, shelf, relations)


def _tell(store: Store, shelf: Shelf, relations: Relations) -> int:
    began, (now, agrees) = first_recorded(shelf), store.clock()
    if began is None or not agrees:  # a clock that somebody set does not end a quarter, and with it its keys
        return 0
    known = counted(shelf)
    missing = [
        (agency, quarter)
        for agency in relations.agencies()
        for quarter in _closed_quarters(relations, agency, began, now)
        if (agency, str(quarter)) not in known
    ]
    if not missing or not _knows_all(store, shelf):
        return 0
    done = 0
    for agency, quarter in missing:
        with passing_over(agency):
            told = SessionCount.of_quarter(agency, quarter, _marks(store, shelf, relations, agency, quarter))
            done += recorded(store, of_time(COUNTS, relations), told)
    return done


def _closed_quarters(relations: Relations, agency: AgencyId, began: datetime, now: datetime) -> list[Quarter]:
    """By the moment that another clock bore out. None yet for an agency whose clock is not known: it waits, and holds up no other."""
    with passing_over(agency):
        first, today = (relations.day_at(agency, one) for one in (began, now))
        return list(closed_quarters(first, today - SETTLED))
    return []


def _knows_all(store: Store, shelf: Shelf) -> bool:
    """A number is published for good, so it waits for a list that lacks nothing."""
    view = TalliesView()
    return shelf.position(view) >= store.position() and not shelf.parked(view)


def _marks(
    store: Store, shelf: Shelf, relations: Relations, agency: AgencyId, quarter: Quarter
) -> Iterator[tuple[PersonId, Touched]]:
    """What each relationship's tally says: opened, and accounted for. One that was erased, or altered, counts for nobody."""
    decision = TALLIES.decide({PUBLISHER}, "publish", "")
    acting = of_time(TALLIES, relations).at(agency)
    for one in open_tallies(shelf, agency, str(quarter)):
        opened: list[Fact] = []
        with passing_over(one.id):
            _, records = store.past(Tally, one.id)
            marked = [record for record in records if isinstance(record.fact, TallyMarked)]
            opened = open_content(store, marked, decision, acting, fields=("touched",))
        for fact in opened:
            yield one.worker, cast("Touched", cast("TallyMarked", fact).touched)


def _close(store: Store, shelf: Shelf, relations: Relations) -> int:
    done = 0
    for id in told_and_open(shelf):
        with passing_over(id):
            done += _close_one(store, relations, id)
    return done


def _close_one(store: Store, relations: Relations, id: UUID) -> int:
    """The key first: where it was destroyed and that was not recorded yet, it is destroyed again, which changes nothing."""
    store.keys.destroy(f"rk:{id}")
    tally = store.get(Tally, id)
    tally.close()
    return recorded(store, of_time(TALLIES, relations), tally)
