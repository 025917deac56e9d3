"""The pass that looks for overdue supervision, at a size that no house ever has."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import chain
from statistics import median
from uuid import UUID, uuid4

from bench.held import AGENCY, NOW, contact, envelope, filled, selected
from bench.material import draft
from bench.measure import Figure, Subject, compared, rounds, timed
from bench.places import EVENTS, VIEWS, Ground, grounds
from services.agreements.events import AgreementCameIntoForce, AgreementDrafted
from services.directory.events import AgencyAdded, PlacementBegun
from services.directory.relations import Relations, RelationsView
from services.sessions.reactions import note_what_is_overdue
from services.sessions.views import KnownAgreementsView
from services.sessions.views.rhythm import RhythmView
from shared.bus import Message
from shared.facts import Recorded, utc_text
from shared.feed.pulse import LATER
from shared.feed.shelf import Shelf
from shared.store import Store

MANY = 100_000
OVERDUE = 100
"""One of so many agreements is overdue."""
HOW = (
    f"The pass looks through {MANY:,} agreements in force whose sessions were held, one in {OVERDUE} overdue "
    "and noted before; the floor is one plain select of the rows of those agreements."
)
RELATIONS = RelationsView(over_the_bus=False)


def in_force(agreements: list[UUID]) -> Iterator[Recorded]:
    first, *_ = draft().new
    assert isinstance(first, AgreementDrafted)
    terms = first.terms.model_copy(update={"frequency": "FREQ=WEEKLY;BYDAY=TU", "ends": None})
    at = NOW - timedelta(days=60)
    for agreement in agreements:
        drafted = first.model_copy(update={"terms": terms, "placement": agreement})
        yield envelope("agreement", agreement, drafted, at)
        yield envelope("agreement", agreement, AgreementCameIntoForce(terms_version=1), at)


def placements(agreements: list[UUID]) -> Iterator[Recorded]:
    """One an agreement, known by its id, each with a last day to come."""
    told = {"worker": uuid4(), "agency": AGENCY, "employment": "employed", "employer": AGENCY}
    days = {"starts": (NOW - timedelta(days=90)).date(), "ends": (NOW + timedelta(days=90)).date()}
    begun = PlacementBegun.model_validate(told | days)
    for agreement in agreements:
        yield envelope("placement", agreement, begun, NOW - timedelta(days=90))


def last_sessions(agreements: list[UUID]) -> Iterator[Recorded]:
    """Held on Tuesday; one in so many was held two weeks before, and is overdue."""
    for number, agreement in enumerate(agreements):
        [fact] = contact(agreement).new
        late = 14 if number % OVERDUE == 0 else 0
        at = NOW - timedelta(days=3 + late)
        yield envelope("session", uuid4(), fact.model_copy(update={"starts": at}), at)


def passing(ground: Ground) -> list[Figure]:
    shelf = Shelf(ground.tables(VIEWS))
    shelf.create_tables()
    agency = AgencyAdded(name="Harbour", side="host", time_zone="America/Toronto", locale="en-CA")
    agreements = [uuid4() for _ in range(MANY)]
    filled(shelf, RELATIONS, chain([envelope("agency", AGENCY, agency, NOW)], placements(agreements)))
    filled(shelf, KnownAgreementsView(), in_force(agreements))
    filled(shelf, RhythmView(), last_sessions(agreements))
    with shelf.tables.write() as rows:
        beat = Message.heartbeat(utc_text(NOW + LATER), 0)
        KnownAgreementsView().beat(rows, beat.value, shelf.beside(rows, KnownAgreementsView))
    store = Store(ground.place, EVENTS, ground.keys, now=lambda: NOW)
    relations = Relations(shelf, RELATIONS, lambda: NOW)
    look = partial(note_what_is_overdue, store, shelf, relations)

    after, began = store.position(), time.perf_counter()
    noted = look()
    first = time.perf_counter() - began
    view, generation = RhythmView(), shelf.prepare(RhythmView())
    while page := store.read(after, 500):
        after = shelf.take_log(view, generation, page)

    rates = rounds(
        {
            "pass": partial(timed, lambda: look() + MANY),
            "select": partial(
                timed, partial(selected, ground, shelf, KnownAgreementsView(), "status = 'in-force'")
            ),
        },
        many=3,
    )
    store.close()
    shelf.tables.close()
    seconds = MANY / median(rates["pass"])
    return [
        compared(
            f"{ground.name}: overdue pass over {MANY:,} agreements, {seconds:.2f} s", rates, "pass", "select"
        ),
        Figure(
            f"{ground.name}: the first pass, which notes {noted:,} of them", f"{first:.2f} s", value=first
        ),
    ]


def run() -> Subject:
    return Subject("Overdue supervision", HOW, [figure for ground in grounds() for figure in passing(ground)])
