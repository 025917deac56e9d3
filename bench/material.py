"""What is recorded: facts of agreements with the demo's terms, and a log of whole lives of agreements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4

from eventsourcing.persistence import StoredEvent

from services.agreements.domain.agreement import Agreement, Placed
from services.agreements.events import AgreementSigned, Kind, Limit, Terms, TermsRevised
from services.house.building import House
from services.house.demo import Demo
from services.house.demo.terms import terms_of
from shared.aggregate import Aggregate
from shared.facts import Fact, Recorded
from shared.identity import Acting, Once
from shared.store import Store
from shared.store.sealed import key_ids, sealed

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
DEMO = Demo(cast("House", None), START)
MAYA, SAM = DEMO.people["maya"], DEMO.people["sam"]
DIGEST = "5f" * 32


def terms() -> Terms:
    return terms_of(DEMO.day, "sam", Kind.PROFESSIONAL_DEVELOPMENT, 0, None, 90, DEMO.people["rowan"])


def signed() -> AgreementSigned:
    """Two sealed fields: the most frequent fact of an agreement's life."""
    return AgreementSigned(
        by=MAYA,
        terms_version=1,
        digest=DIGEST,
        limits=tuple(Limit),
        printed_name="Maya Winter",
        meaning="I agree to these terms.",
    )


def revised() -> TermsRevised:
    """The largest: whole terms, sixteen or so sealed fields."""
    return TermsRevised(by=MAYA, terms_version=2, terms=terms(), salt="ab" * 32, digest=DIGEST)


def acting(*, once: bool = True) -> Acting:
    """As a request over HTTP comes in."""
    return Acting(
        actor=MAYA,
        client="alongside-cli",
        identity_source="dev",
        policy_version="a1b2c3d4e5f60718",
        directory_position=4711,
        traceparent=f"00-{uuid4().hex}-{uuid4().hex[:16]}-01",
        once=Once(uuid4().bytes * 2, uuid4().bytes * 2) if once else None,
    )


class Stream(Aggregate[Fact]):
    """A stream that takes anything, so that the store alone is measured."""

    stream_type: ClassVar[str] = Agreement.stream_type
    begins_with: ClassVar[frozenset[str]] = Agreement.begins_with
    agency = DEMO.agencies["harbour"]

    def apply(self, fact: Fact) -> None:
        """Nothing follows from it."""


def draft() -> Agreement:
    return Agreement.draft(
        uuid4(),
        by=MAYA,
        worker=MAYA,
        supervisor=SAM,
        agency=DEMO.agencies["harbour"],
        placement=DEMO.placements["maya"],
        terms=terms(),
        salt=DEMO.salt(),
    )


def sign(agreement: Agreement, by: Any) -> None:
    table = agreement.on_the_table
    assert table is not None
    agreement.sign(
        by,
        digest=table.digest,
        limits=tuple(Limit),
        printed_name="Maya Winter",
        meaning="I agree to these terms.",
        placed=Placed(ended=False, today=START.date(), hears_concerns=DEMO.people["petra"]),
    )


def sealed_by(store: Store, thing: Aggregate[Any], at: datetime) -> list[Recorded]:
    """What is new about a thing, as a store would record it."""
    keys = {prefix: (id, store.keys.use_or_make(id)) for prefix, id in key_ids(thing).items()}
    return sealed(store.service, thing, acting(), at, keys)


def lives(store: Store, records: int, templates: int = 20) -> Iterator[StoredEvent]:
    """Drafted, signed, signed, in force; and again under another id. Sealed once a template, then copied with new ids."""
    made = []
    for _ in range(templates):
        agreement = draft()
        sign(agreement, MAYA)
        sign(agreement, SAM)
        made.append(sealed_by(store, agreement, START))
    numbers = count()
    while True:
        for life in made:
            stream = uuid4()
            for record in life:
                if next(numbers) == records:
                    return
                yield _copied(record.stored(), record.stream_id, stream, record.id, record.name)


def _copied(stored: bytes, old: UUID, new: UUID, id: UUID, name: str) -> StoredEvent:
    state = stored.replace(str(old).encode(), str(new).encode()).replace(
        str(id).encode(), str(uuid4()).encode()
    )
    version = int(state.split(b'"stream_version":', 1)[1].split(b",", 1)[0])
    return StoredEvent(new, version, name, state)


def fill(store: Store, records: int) -> None:
    """A log of so many records, a page a transaction."""
    page: list[StoredEvent] = []
    for event in lives(store, records):
        page.append(event)
        if len(page) == 500:
            store._recorder.insert_events(page)
            page = []
    if page:
        store._recorder.insert_events(page)
