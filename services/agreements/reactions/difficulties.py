"""What a date sets off about difficulties: one that waits too long is noted, and a closed year is counted (C7, C5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from services.agreements.domain.difficulty import Difficulty
from services.agreements.domain.difficulty_count import DifficultyCount
from services.agreements.policy import COUNTS, DIFFICULTIES
from services.agreements.reactions.once import EASTERNMOST, WESTERNMOST, once, recorded
from services.agreements.views import (
    DifficultiesView,
    counted,
    first_drafted,
    past_their_due_date,
    raised_at,
)
from services.directory.relations import Relations
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.identity import AgencyId, PersonId
from shared.store import Store

SETTLED: Final = timedelta(days=1)
"""So long after its last day a year is counted: what began to be recorded in its last moment is in the log by then."""


def note_what_waits_too_long(restricted: Store, _ordinary: Store, shelf: Shelf, relations: Relations) -> int:
    """Each once, after its due date by the agency's clock."""
    latest = (restricted.now() + EASTERNMOST).date()
    done = 0
    for id, agency in past_their_due_date(shelf, latest):
        with passing_over(None):
            command = partial(Difficulty.note_overdue, today=relations.today_at(agency))
            done += once(restricted, relations, DIFFICULTIES, Difficulty, id, command)
    return done


def count_closed_years(restricted: Store, ordinary: Store, shelf: Shelf, relations: Relations) -> int:
    """Each agency's every closed year, whether anything was raised in it or not; the numbers go into the ordinary log."""
    began = first_drafted(shelf)
    if began is None:
        return 0
    known = counted(shelf)
    missing = [
        (agency, year)
        for agency in relations.agencies()
        for year in _closed_years(relations, agency, began)
        if (agency, year) not in known
    ]
    if not missing or not _knows_all(restricted, shelf):
        return 0
    return sum(
        recorded(
            ordinary,
            relations,
            COUNTS,
            DifficultyCount.of_year(agency, year, _raised_by(shelf, relations, agency, year)),
        )
        for agency, year in missing
    )


def _closed_years(relations: Relations, agency: AgencyId, began: datetime) -> range:
    """None yet for an agency whose clock is not known: it waits, and holds up no other."""
    with passing_over(agency):
        return range((began - WESTERNMOST).year, (relations.today_at(agency) - SETTLED).year)
    return range(0)


def _knows_all(restricted: Store, shelf: Shelf) -> bool:
    """A number is published for good, so it waits for a list that lacks nothing."""
    view = DifficultiesView()
    return shelf.position(view) >= restricted.position() and not shelf.parked(view)


def _raised_by(shelf: Shelf, relations: Relations, agency: AgencyId, year: int) -> list[PersonId]:
    begins, ends = (datetime(one, 1, 1, tzinfo=UTC) for one in (year, year + 1))
    near = raised_at(shelf, agency, begins - EASTERNMOST, ends + WESTERNMOST)
    return [one.worker for one in near if relations.day_at(agency, one.at).year == year]
