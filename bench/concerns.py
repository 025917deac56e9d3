"""The pass that looks for concerns whose worker has let the time pass, at a size that no house ever has."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from statistics import median
from uuid import uuid4

from bench.held import AGENCY, NOW, envelope, filled, selected
from bench.material import DEMO, MAYA, SAM, acting
from bench.measure import Figure, Subject, compared, rounds, timed
from bench.places import EVENTS, VIEWS, Ground, grounds
from services.directory.events import AgencyAdded, Employment, PlacementBegun, SignInLinked
from services.directory.relations import Relations, RelationsView
from services.sessions.domain.citing import Citable, GroundSaid
from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern import Concern
from services.sessions.domain.raising import Raised, Under
from services.sessions.events import Ground as Of
from services.sessions.events.concern_parts import HowTold, TimeSet
from services.sessions.reactions.concerns import let_time_stand_still, note_that_time_has_passed
from services.sessions.views import ConcernsView, SwitchedOffView
from shared.bus import Message
from shared.facts import Recorded, utc_text
from shared.feed.pulse import LATER
from shared.feed.shelf import Shelf
from shared.store import Store
from tests.clocks import BorneOut

MANY = 100_000
LATE = 1_000
"""One concern of so many has let its time pass."""
HOW = (
    f"The pass looks through {MANY:,} open concerns, each with a time to answer, for those whose time has to stand still and "
    f"those whose worker has let it pass, as the house does every two seconds; one in {LATE:,} has, and that was noted before. "
    "The floor is one plain select of the rows of all open concerns."
)
RELATIONS = RelationsView(over_the_bus=True)
UNDER = Under(
    worker=MAYA,
    supervisors=frozenset({SAM}),
    agency=AGENCY,
    placement=DEMO.placements["maya"],
    limits_acknowledged_at=NOW - timedelta(days=300),
    agreement=uuid4(),
)


def raised(told_at: datetime) -> Raised:
    return Raised(
        grounds=(GroundSaid(Of.DUTY_OF_CARE, "It happened twice."),),
        citable=Citable(),
        words="A call was not made.",
        about=(),
        how=HowTold.IN_PERSON,
        told_at=told_at,
        answer_hours=72,
        time_set=TimeSet.AGREED,
    )


def open_concerns(store: Store) -> Iterator[Recorded]:
    """Of those whose worker let the time pass there is the history as well: that it passed is recorded there."""
    for number in range(MANY):
        late = number % LATE == 0
        told_at = NOW - timedelta(days=4 if late else 1)
        concern = Concern.give_notice(uuid4(), UNDER, SAM, raised(told_at), ClockReading(told_at))
        [fact] = concern.new
        if late:
            store.append(concern, acting(), at=told_at)
        yield envelope("concern", concern.id, fact, told_at)


def around() -> Iterator[Recorded]:
    """What the directory says of the worker: messages reach them."""
    agency = AgencyAdded(name="Harbour", side="host", time_zone="America/Toronto", locale="en-CA")
    yield envelope("agency", AGENCY, agency, NOW)
    placed = PlacementBegun(
        worker=MAYA,
        agency=AGENCY,
        employment=Employment.EMPLOYED,
        employer=AGENCY,
        starts=NOW.date() - timedelta(days=300),
    )
    yield envelope("placement", UNDER.placement, placed, NOW)
    sign_in = SignInLinked(link="a" * 64, issuer="urn:bench", subject="maya", of_employer=True)
    yield envelope("person", MAYA, sign_in, NOW)


def passing(ground: Ground) -> list[Figure]:
    shelf = Shelf(ground.tables(VIEWS))
    shelf.create_tables()
    store = Store(ground.place, EVENTS, ground.keys, now=lambda: NOW)
    store.other_clock = BorneOut(store.tables, NOW)
    begun = store.position()
    filled(shelf, ConcernsView(), open_concerns(store))
    filled(shelf, RELATIONS, around())
    filled(shelf, SwitchedOffView(), (one for one in around() if type(one.fact) in SwitchedOffView.hears))
    beat = Message.heartbeat(utc_text(NOW + LATER), 0)
    with shelf.tables.write() as rows:
        for view in (RELATIONS, SwitchedOffView()):
            view.beat(rows, beat.value, shelf.beside(rows, view))
    relations = Relations(shelf, RELATIONS, lambda: NOW)

    def look() -> int:
        return sum(
            one(store, store, shelf, relations) for one in (let_time_stand_still, note_that_time_has_passed)
        )

    after, began = store.position(), time.perf_counter()
    noted = look()
    first = time.perf_counter() - began
    assert noted == MANY // LATE == after - begun
    concerns, generation = ConcernsView(), shelf.prepare(ConcernsView())
    while page := store.read(after, 500):
        after = shelf.take_log(concerns, generation, page)
    assert look() == 0

    rates = rounds(
        {
            "pass": partial(timed, lambda: look() + MANY),
            "select": partial(timed, partial(selected, ground, shelf, ConcernsView(), "running = 1")),
        },
        many=5,
    )
    store.close()
    shelf.tables.close()
    name = f"{ground.name}: deadline pass over {MANY:,} open concerns, {MANY / median(rates['pass']):.3f} s"
    return [
        compared(name, rates, "pass", "select"),
        Figure(
            f"{ground.name}: the first pass, which notes {noted:,} of them", f"{first:.2f} s", value=first
        ),
    ]


def run() -> Subject:
    return Subject("Concerns", HOW, [figure for ground in grounds() for figure in passing(ground)])
