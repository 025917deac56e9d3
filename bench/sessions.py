"""Sessions recorded a second, and a supervisor's list at two sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from uuid import uuid4

from bench.held import AGENCY, NOW, contact, envelope, filled
from bench.material import MAYA, SAM, acting, sealed_by
from bench.measure import Figure, Subject, Work, compared, rate, rounds
from bench.places import VIEWS, Ground, grounds
from bench.store import bare
from services.directory.relations import RelationsView
from services.sessions.domain.quarters import Quarter
from services.sessions.domain.tally import Tally, touched_by
from services.sessions.events import ContactHeld, Function, Purpose, SessionRecord
from services.sessions.views import Reader, SessionsView, Wanted, listed_sessions
from shared.facts import Recorded
from shared.feed.shelf import Shelf
from shared.store import Store

FEW, MANY = 1_000, 100_000
SECONDS = 0.8
PAGE = 50
HOW = (
    "Recorded is contact that was held, then its record, with the mark of the tally in the same append; the floor is the bare "
    "commit of a row as large as the first. A supervisor's list is a page of "
    f"{PAGE} of their own sessions in a view that holds so many of them; the ratio of rates at {MANY:,} and {FEW:,} sessions is to "
    "be 0.5 at least."
)
RELATIONS = RelationsView(over_the_bus=False)
RECORD = SessionRecord(
    present=(MAYA, SAM),
    agenda=("Working alongside the team", "What to take on"),
    purposes=(Purpose.FORMATIVE, Purpose.RESTORATIVE),
    functions=(Function.SUPPORT, Function.EDUCATE),
    outcomes="We went through the week, and agreed on what to leave out.",
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
    return sealed_by(store, contact(uuid4()), NOW)[0].stored()


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


def run() -> Subject:
    figures = [figure for ground in grounds() for part in (recording, listing) for figure in part(ground)]
    return Subject("Sessions", HOW, figures)
