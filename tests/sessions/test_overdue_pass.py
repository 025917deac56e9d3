"""The pass that looks for overdue supervision misses nothing, and leaves alone what cannot be overdue yet (A6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from services.agreements.events import AgreementCameIntoForce, AgreementDrafted
from services.directory.events import PlacementBegun, PlacementEnded
from services.directory.relations import RelationsView
from services.sessions.domain.frequency import Frequency, last_due
from services.sessions.domain.rhythm import is_overdue, is_placed
from services.sessions.events import SupervisionOverdueNoted
from services.sessions.reactions.once import EASTERNMOST
from services.sessions.views import KnownAgreementsView
from services.sessions.views.agreements import heard_at
from services.sessions.views.overdue import perhaps_overdue
from services.sessions.views.rhythm import RhythmView
from shared.bus import Message
from shared.facts import Fact, Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import View
from shared.tables import Place, Tables, create_schema
from tests.agreements.acts import AGENCY, PLACEMENT, SUPERVISOR, WORKER, drafted, terms_with
from tests.sessions.acts import CONTACT

RULES: Final = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=TU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY",
)
ZONES: Final = tuple(map(ZoneInfo, ("Pacific/Auckland", "America/Toronto", "Pacific/Pago_Pago", "UTC")))
FIRST: Final = date(2026, 1, 1)
FIRST_MOMENT: Final = datetime.combine(FIRST, time(), UTC)


@dataclass(frozen=True)
class Supervision:
    """One agreement, and what became of it so far."""

    id: UUID
    frequency: Frequency
    zone: ZoneInfo
    bound_at: datetime
    held: datetime | None
    noted: date | None
    placed_until: date | None = None

    def is_new(self, today: date) -> bool:
        """By the rule itself, at the agency."""
        due = last_due(self.frequency, today)
        held_on = self.held.astimezone(self.zone).date() if self.held else None
        return (
            due is not None
            and is_placed(self.placed_until, today)
            and is_overdue(due, self.bound_at.astimezone(self.zone).date(), held_on)
            and (self.noted is None or due.on > self.noted)
        )


def moment(random: Random, days: int) -> datetime:
    at = datetime.combine(FIRST, time(), UTC)
    return at + timedelta(days=random.randrange(days), minutes=random.randrange(24 * 60))


def some(random: Random) -> Supervision:
    bound_at, zone = moment(random, 60), random.choice(ZONES)
    frequency = Frequency(random.choice(RULES), FIRST + timedelta(days=random.randrange(90)))
    named = [day for day in frequency.days(FIRST + timedelta(days=150)) if day > bound_at.date()]
    return Supervision(
        uuid4(),
        frequency,
        zone,
        bound_at,
        held=moment(random, 150) if random.random() < 0.6 else None,
        noted=random.choice(named) if named and random.random() < 0.4 else None,
        placed_until=moment(random, 200).date() if random.random() < 0.3 else None,
    )


def recorded(stream: UUID, fact: Fact, at: datetime) -> Recorded:
    envelope: dict[str, Any] = dict.fromkeys(
        ("client", "on_behalf_of", "causation", "traceparent", "once", "policy_version", "directory_position")
    )
    return Recorded(
        id=uuid4(),
        service="sessions",
        stream_type="any",
        stream_id=stream,
        stream_version=1,
        recorded_at=at,
        actor=WORKER,
        agency=AGENCY,
        correlation=uuid4(),
        identity_source="test",
        fact=fact,
        **envelope,
    )


def agreed(one: Supervision) -> Iterator[Recorded]:
    terms = terms_with(frequency=one.frequency.rule, starts=one.frequency.starts, ends=None)
    first: AgreementDrafted = drafted(terms).model_copy(update={"placement": one.id})
    yield recorded(one.id, first, one.bound_at)
    yield recorded(one.id, AgreementCameIntoForce(terms_version=1), one.bound_at)


def placed(one: Supervision) -> Iterator[Recorded]:
    """Each has a placement of its own, known by the agreement's id."""
    told = {"worker": WORKER, "agency": AGENCY, "employment": "employed", "employer": AGENCY}
    begun = PlacementBegun.model_validate({**told, "starts": date(2025, 1, 1)})
    yield recorded(one.id, begun, FIRST_MOMENT)
    if one.placed_until:
        yield recorded(one.id, PlacementEnded(last_day=one.placed_until), FIRST_MOMENT)


def happened(one: Supervision) -> Iterator[Recorded]:
    if one.noted:
        between = {"worker": WORKER, "supervisor": SUPERVISOR, "agency": AGENCY, "placement": PLACEMENT}
        told = {"due_on": one.noted, "none_since": one.noted - timedelta(days=1)}
        noted = SupervisionOverdueNoted.model_validate({"agreement": one.id, **between, **told})
        yield recorded(uuid4(), noted, one.bound_at)
    if one.held:
        held = CONTACT.model_copy(update={"agreement": one.id, "starts": one.held})
        yield recorded(uuid4(), held, one.held)


def taken(shelf: Shelf, view: View, facts: Iterator[Recorded]) -> None:
    generation = shelf.prepare(view)
    with shelf.tables.write() as rows:
        for one in facts:
            view.take(rows, one, generation.table)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    datastore = Place(str(tmp_path)).open("views")
    create_schema(datastore)
    made = Shelf(Tables(datastore))
    made.create_tables()
    made.prepare(RelationsView(over_the_bus=True))
    yield made
    made.tables.close()


@pytest.mark.parametrize("seed", range(4))
def test_no_day_that_passed_is_missed_wherever_the_agency_is_A6(seed: int, shelf: Shelf) -> None:
    random = Random(seed)
    all_of = [some(random) for _ in range(150)]
    taken(shelf, KnownAgreementsView(), (fact for one in all_of for fact in agreed(one)))
    taken(shelf, RhythmView(), (fact for one in all_of for fact in happened(one)))
    taken(shelf, RelationsView(over_the_bus=True), (fact for one in all_of for fact in placed(one)))

    new = 0
    for hours in range(0, 24 * 200, 53):
        now = datetime.combine(FIRST, time(), UTC) + timedelta(hours=hours)
        found = {one.between.agreement for one in perhaps_overdue(shelf, (now + EASTERNMOST).date())}
        overdue = {one.id for one in all_of if one.is_new(now.astimezone(one.zone).date())}
        assert overdue <= found
        new += len(overdue)

    assert new > 800, "which says something"


def test_what_was_met_or_noted_is_left_alone_until_the_next_day_can_have_passed_A6(shelf: Shelf) -> None:
    tuesdays = Frequency("FREQ=WEEKLY;BYDAY=TU", FIRST)
    bound = datetime(2026, 1, 1, 12, tzinfo=UTC)
    met = Supervision(uuid4(), tuesdays, ZONES[1], bound, datetime(2026, 1, 6, 15, tzinfo=UTC), None)
    noted = Supervision(uuid4(), tuesdays, ZONES[1], bound, None, date(2026, 1, 6))
    taken(shelf, KnownAgreementsView(), (fact for one in (met, noted) for fact in agreed(one)))
    taken(shelf, RhythmView(), (fact for one in (met, noted) for fact in happened(one)))

    days = {day: perhaps_overdue(shelf, date(2026, 1, day)) for day in range(7, 15)}

    assert [day for day, found in days.items() if found] == [13, 14]


def test_of_who_left_nothing_is_looked_at_two_days_later_wherever_that_is_A6(shelf: Shelf) -> None:
    tuesdays, bound = Frequency("FREQ=WEEKLY;BYDAY=TU", FIRST), datetime(2026, 1, 1, 12, tzinfo=UTC)
    left = Supervision(uuid4(), tuesdays, ZONES[1], bound, None, None, placed_until=date(2026, 1, 10))
    taken(shelf, KnownAgreementsView(), agreed(left))
    taken(shelf, RhythmView(), happened(left))
    taken(shelf, RelationsView(over_the_bus=True), placed(left))

    days = [day for day in range(7, 15) if perhaps_overdue(shelf, date(2026, 1, day))]

    assert days == [7, 8, 9, 10, 11, 12]


def test_what_is_known_of_agreements_is_as_old_as_the_oldest_part_of_their_topic_A1(tmp_path: Path) -> None:
    shelf, view = Shelf(Tables(Place(str(tmp_path)).open("views"))), KnownAgreementsView()
    shelf.create_tables()
    shelf.prepare(view)
    heartbeats = [Message.heartbeat(utc_text(FIRST_MOMENT + timedelta(minutes=at)), 7) for at in range(3)]

    def beat(message: Message) -> datetime | None:
        with shelf.tables.write() as rows:
            view.beat(rows, message.value, shelf.beside(rows, view))
        return heard_at(shelf)

    assert heard_at(shelf) is None
    assert beat(heartbeats[1].in_part(1, 2)) is None, "of the other part nothing was heard yet"
    assert beat(heartbeats[0].in_part(0, 2)) == FIRST_MOMENT
    assert beat(heartbeats[2].in_part(0, 2)) == FIRST_MOMENT + timedelta(minutes=1)
