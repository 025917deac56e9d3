"""Sessions recorded a second, a supervisor's list at two sizes, and the pass that looks for overdue supervision."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from bench.material import DEMO, MAYA, SAM, acting, draft
from bench.measure import Figure, Subject, Work, compared, rate, rounds, timed
from bench.places import EVENTS, VIEWS, Ground, grounds
from bench.store import bare
from services.agreements.events import AgreementCameIntoForce, AgreementDrafted
from services.directory.events import AgencyAdded
from services.directory.relations import Relations, RelationsView
from services.sessions.domain.quarters import Quarter
from services.sessions.domain.session import Session
from services.sessions.domain.tally import Tally, touched_by
from services.sessions.domain.under import Under
from services.sessions.events import ContactHeld, Function, Modality, Purpose, SessionRecord
from services.sessions.reactions import note_what_is_overdue
from services.sessions.views import KnownAgreementsView, Reader, SessionsView, Wanted, listed_sessions
from services.sessions.views.rhythm import RhythmView
from shared.bus import Message
from shared.facts import Fact, Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import View
from shared.identity import AgencyId
from shared.store import Store

FEW, MANY = 1_000, 100_000
OVERDUE = 100
"""One of so many agreements is overdue."""
SECONDS = 0.8
PAGE = 50
NOW = datetime(2026, 3, 20, 15, tzinfo=UTC)
"""A Friday; the agreements of the demo name Tuesdays."""
HOW = (
    "Recorded is contact that was held, then its record, with the mark of the tally in the same append; the floor is the bare "
    "commit of a row as large as the first. A supervisor's list is a page of "
    f"{PAGE} of their own sessions in a view that holds so many of them; the ratio of rates at {MANY:,} and {FEW:,} sessions is to "
    f"be 0.5 at least. The pass looks through {MANY:,} agreements in force whose sessions were held, one in {OVERDUE} overdue "
    "and noted before; the floor is one plain select of the rows of those agreements."
)
AGENCY: AgencyId = DEMO.agencies["harbour"]
RELATIONS = RelationsView(over_the_bus=False)
RECORD = SessionRecord(
    present=(MAYA, SAM),
    agenda=("Working alongside the team", "What to take on"),
    purposes=(Purpose.FORMATIVE, Purpose.RESTORATIVE),
    functions=(Function.SUPPORT, Function.EDUCATE),
    outcomes="We went through the week, and agreed on what to leave out.",
)


def contact(agreement: UUID) -> Session:
    under = Under(agreement, MAYA, AGENCY, DEMO.placements["maya"], False, frozenset({SAM}))
    return Session.contact(
        uuid4(),
        under,
        by=MAYA,
        supervisor=SAM,
        starts=NOW - timedelta(hours=2),
        minutes=60,
        modality=Modality.FACE_TO_FACE,
        now=NOW,
    )


def recorded(store: Store, _: int) -> Work:
    def once() -> None:
        store.append(contact(uuid4()), acting())

    return once


def written(store: Store, _: int) -> Work:
    """Of one relationship after another."""
    quarter = Quarter.of(NOW.date())

    def once() -> None:
        session = contact(uuid4())
        store.append(session, acting())
        tally = Tally(Tally.id_of(session.agreement, quarter))
        record = session.write_record(MAYA, RECORD, (), before=(), goes_on_from=None, salt=bytes(32))
        tally.mark(session.agreement, MAYA, AGENCY, quarter, touched_by(record))
        store.append(session, acting(), tally)

    return once


def stored_size(store: Store) -> bytes:
    return store._sealed(contact(uuid4()), acting(), NOW)[0].stored()


def recording(ground: Ground) -> list[Figure]:
    store = ground.store
    steps: dict[str, Callable[[int], Work]] = {
        "bare": bare(ground, stored_size(store)),
        "contact": partial(recorded, store),
        "both": partial(written, store),
    }
    rates = rounds({name: partial(rate, make, 1, SECONDS) for name, make in steps.items()}, many=3)
    return [
        compared(f"{ground.name}: sessions recorded", rates, "contact", "bare"),
        compared(f"{ground.name}: sessions recorded, each with its record", rates, "both", "bare"),
    ]


def envelope(stream_type: str, stream: UUID, fact: Fact, at: datetime) -> Recorded:
    return Recorded(
        *(uuid4(), "sessions", stream_type, stream, 1, at, MAYA, None, None, AGENCY, uuid4()),
        *(None, None, None, None, "bench", None, fact),
    )


def filled(shelf: Shelf, view: View, facts: Iterator[Recorded]) -> None:
    """A generation of its own, as a log of these facts would fill it."""
    generation = shelf.begin_anew(view)
    with shelf.tables.write() as rows:
        for one in facts:
            view.take(rows, one, generation.table)
    shelf.serve(generation)


def sessions_of(many: int) -> Iterator[Recorded]:
    """One supervisor's, one an hour."""
    agreement = uuid4()
    for number in range(many):
        [fact] = contact(agreement).new
        assert isinstance(fact, ContactHeld)
        at = NOW - timedelta(hours=number)
        yield envelope("session", uuid4(), fact.model_copy(update={"starts": at}), at)


def listing(ground: Ground) -> list[Figure]:
    shelf = Shelf(ground.tables(VIEWS))
    shelf.create_tables()
    filled(shelf, RELATIONS, iter(()))
    reader, wanted = Reader(SAM), Wanted({})
    rates: dict[str, list[float]] = {}
    for name, many in (("few", FEW), ("many", MANY)):
        filled(shelf, SessionsView(), sessions_of(many))

        def page(_: int) -> Work:
            return lambda: listed_sessions(shelf, RELATIONS, reader, wanted, PAGE)

        rates |= rounds({name: partial(rate, page, 1, SECONDS)}, many=3)
    shelf.tables.close()
    return [
        compared(f"{ground.name}: a supervisor's list, {MANY:,} against {FEW:,}", rates, "many", "few", 0.5)
    ]


def in_force(agreements: list[UUID]) -> Iterator[Recorded]:
    first, *_ = draft().new
    assert isinstance(first, AgreementDrafted)
    terms = first.terms.model_copy(update={"frequency": "FREQ=WEEKLY;BYDAY=TU", "ends": None})
    drafted = first.model_copy(update={"terms": terms})
    at = NOW - timedelta(days=60)
    for agreement in agreements:
        yield envelope("agreement", agreement, drafted, at)
        yield envelope("agreement", agreement, AgreementCameIntoForce(terms_version=1), at)


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
    filled(shelf, RELATIONS, iter([envelope("agency", AGENCY, agency, NOW)]))
    agreements = [uuid4() for _ in range(MANY)]
    filled(shelf, KnownAgreementsView(), in_force(agreements))
    filled(shelf, RhythmView(), last_sessions(agreements))
    with shelf.tables.write() as rows:
        beat = Message.heartbeat(utc_text(NOW), 0)
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
            "select": partial(timed, partial(selected, ground, shelf)),
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


def selected(ground: Ground, shelf: Shelf) -> int:
    table = shelf.prepare(KnownAgreementsView()).table("rows")
    connection: Any = ground.bare(VIEWS)
    many = len(connection.execute(f"SELECT * FROM {table} WHERE status = 'in-force'").fetchall())
    connection.close()
    return many


def run() -> Subject:
    figures = [
        figure for ground in grounds() for part in (recording, listing, passing) for figure in part(ground)
    ]
    return Subject("Sessions", HOW, figures)
