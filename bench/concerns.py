"""The pass that looks for concerns whose worker has let the time pass, at a size that no house ever has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from statistics import median
from typing import Any
from uuid import uuid4

from bench.held import AGENCY, NOW, envelope, filled
from bench.material import DEMO, MAYA, SAM
from bench.measure import Figure, Subject, compared, rounds, timed
from bench.places import VIEWS, Ground, grounds
from services.sessions.domain.citing import Citable, GroundSaid
from services.sessions.domain.clock import ClockReading
from services.sessions.domain.raising import Raised, Under, notice_of
from services.sessions.events import Ground as Of
from services.sessions.events.concern_parts import HowTold, TimeSet
from services.sessions.views import ConcernsView, past_their_time
from shared.facts import Recorded
from shared.feed.shelf import Shelf

MANY = 100_000
LATE = 1_000
"""One concern of so many has let its time pass."""
HOW = (
    f"A view that holds {MANY:,} open concerns, each with a time to answer, of which one in {LATE:,} has let it pass; the pass "
    "asks which these are, as it does every two seconds. The floor is one plain select of the rows of all open concerns."
)
UNDER = Under(
    worker=MAYA,
    supervisors=frozenset({SAM}),
    agency=AGENCY,
    placement=DEMO.placements["maya"],
    limits_acknowledged_at=NOW - timedelta(days=300),
    agreement=uuid4(),
)


def open_concerns() -> Iterator[Recorded]:
    for number in range(MANY):
        days = 4 if number % LATE == 0 else 1
        told_at = NOW - timedelta(days=days)
        raised = Raised(
            grounds=(GroundSaid(Of.DUTY_OF_CARE, "It happened twice."),),
            citable=Citable(),
            words="A call was not made.",
            about=(),
            how=HowTold.IN_PERSON,
            told_at=told_at,
            answer_hours=72,
            time_set=TimeSet.AGREED,
        )
        fact = notice_of(UNDER, SAM, raised, ClockReading(told_at))
        yield envelope("concern", uuid4(), fact, told_at)


def passing(ground: Ground) -> list[Figure]:
    shelf = Shelf(ground.tables(VIEWS))
    shelf.create_tables()
    filled(shelf, ConcernsView(), open_concerns())
    found = len(past_their_time(shelf, NOW))
    rates = rounds(
        {
            "pass": partial(timed, lambda: len(past_their_time(shelf, NOW)) - found + MANY),
            "select": partial(timed, partial(selected, ground, shelf)),
        },
        many=5,
    )
    shelf.tables.close()
    milliseconds = 1000 * MANY / median(rates["pass"])
    name = f"{ground.name}: deadline pass over {MANY:,} open concerns, {found} late, {milliseconds:.1f} ms"
    return [compared(name, rates, "pass", "select")]


def selected(ground: Ground, shelf: Shelf) -> int:
    table = shelf.prepare(ConcernsView()).table("rows")
    connection: Any = ground.bare(VIEWS)
    many = len(connection.execute(f"SELECT * FROM {table} WHERE running = 1").fetchall())
    connection.close()
    return many


def run() -> Subject:
    return Subject("Concerns", HOW, [figure for ground in grounds() for figure in passing(ground)])
