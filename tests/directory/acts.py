"""People, agencies and dates of the directory's tests, and facts in envelopes for its view."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid4

from services.directory.events import (
    AGENCY,
    PERSON,
    PLACEMENT,
    POLICY_SET,
    REGISTER,
    AgencyAdded,
    Details,
    Employment,
    Indexes,
    PersonAdded,
    PlacementBegun,
    Role,
    RoleGiven,
)
from services.directory.relations import Relations, RelationsView
from shared.bus import Message
from shared.facts import Fact, Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import Generation
from shared.identity import OPERATOR, AgencyId, PersonId, PlacementId
from shared.tables import Place, Tables

HARBOUR, HILLTOP = AgencyId(UUID(int=21)), AgencyId(UUID(int=22))
MAYA, JORDAN, PETRA, INES, ROWAN = (PersonId(UUID(int=number)) for number in range(11, 16))
AT_HARBOUR: Final = PlacementId(UUID(int=31))
ROLE, OTHER_ROLE = UUID(int=41), UUID(int=42)
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
NOON: Final = datetime(2026, 3, 4, 12, tzinfo=UTC)

DETAILS: Final = Details(name="Maya Winter")
ADDED: Final = PersonAdded(agency=HARBOUR, details=DETAILS, indexes=Indexes())
JOINED: Final = AgencyAdded(name="Harbour", side="host", time_zone="Europe/London", locale="en-GB")


def begun(
    manager: PersonId | None = PETRA, starts: date = MONDAY, ends: date | None = None
) -> PlacementBegun:
    return PlacementBegun(
        worker=MAYA,
        agency=HARBOUR,
        employment=Employment.SECONDED,
        employer=HILLTOP,
        line_manager=manager,
        starts=starts,
        ends=ends,
    )


def role(
    of: Role = Role.HR,
    agency: AgencyId = HARBOUR,
    starts: date = MONDAY,
    ends: date | None = None,
    id: UUID = ROLE,
) -> RoleGiven:
    return RoleGiven(role_id=id, agency=agency, role=of, starts=starts, ends=ends)


STREAMS: Final = {
    "Agency": AGENCY,
    "Concern": AGENCY,
    "Register": REGISTER,
    "PolicySetChosen": AGENCY,
    "PolicySet": POLICY_SET,
    "Placement": PLACEMENT,
    "LineManager": PLACEMENT,
}


def recorded(stream: UUID, fact: Fact, at: datetime = NOON) -> Recorded:
    name = fact.kind.removeprefix("directory.")
    kind = next((kind for start, kind in STREAMS.items() if name.startswith(start)), PERSON)
    return Recorded(
        id=uuid4(),
        service="directory",
        stream_type=kind,
        stream_id=stream,
        stream_version=1,
        recorded_at=at,
        actor=OPERATOR,
        client=None,
        on_behalf_of=None,
        agency=None,
        correlation=uuid4(),
        causation=None,
        traceparent=None,
        once=None,
        policy_version=None,
        identity_source="house",
        directory_position=None,
        fact=fact,
    )


class Copy:
    """One service's copy of the relations, and the clock by which it is asked."""

    def __init__(self, shelf: Shelf, view: RelationsView) -> None:
        self.shelf, self.view = shelf, view
        self.generation: Generation = shelf.prepare(view)
        self.now = NOON
        shelf.now = lambda: self.now
        self.relations = Relations(shelf, view, lambda: self.now)

    def hear(self, *told: tuple[UUID, Fact]) -> None:
        """Facts arrive, one after the other."""
        messages = [Message.of(recorded(stream, fact).stored()) for stream, fact in told]
        self.shelf.take_messages(self.view, self.generation, messages)

    def hear_at(self, at: datetime, version: int, stream: UUID, fact: Fact) -> None:
        """One fact arrives that was recorded at a time, at a place in its stream."""
        told = replace(recorded(stream, fact, at), stream_version=version)
        self.shelf.take_messages(self.view, self.generation, [Message.of(told.stored())])

    def beat(self, at: datetime, position: int = 7, *, agrees: bool = True) -> None:
        """The directory's sign of life arrives."""
        heartbeat = Message.heartbeat(utc_text(at), position, agrees=agrees)
        self.shelf.take_messages(self.view, self.generation, [heartbeat])


@contextmanager
def a_copy(*, over_the_bus: bool = False) -> Iterator[Copy]:
    tables = Tables(Place("memory").open("views"))
    try:
        shelf = Shelf(tables)
        shelf.create_tables()
        yield Copy(shelf, RelationsView(over_the_bus=over_the_bus))
    finally:
        tables.close()
