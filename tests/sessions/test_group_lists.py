"""Whatever became of meetings and of who belongs: a list has those that its reader may see, and no other (S9, S10)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.sessions.domain.attendances import attendance_of
from services.sessions.domain.company import Company
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.events.attendances import MemberAttendanceCorrected, MemberAttended
from services.sessions.events.codes import Became, Extent, Modality
from services.sessions.events.group_sessions import (
    GroupSessionCancelled,
    GroupSessionCorrected,
    GroupSessionCorrectedAsCancelled,
    GroupSessionFact,
    GroupSessionHeld,
    GroupSessionMissed,
    GroupSessionRescheduled,
)
from services.sessions.events.groups import GroupFact, GroupLeft
from services.sessions.policy.group_sessions import GROUP_SESSIONS, relate_to_meeting
from services.sessions.views.attendances import AttendancesView
from services.sessions.views.group_sessions import GroupSessionsView, Meetings, group_sessions_of
from services.sessions.views.groups import GroupsView
from shared.facts import Fact
from shared.feed.shelf import Shelf
from shared.identity import PersonId
from shared.tables import Tables, create_schema
from tests.directory.acts import recorded
from tests.faults.logs import place_of
from tests.sessions.group_acts import (
    CIRCLE,
    FORMED,
    HARBOUR,
    ID,
    JORDAN,
    MAYA,
    PETRA,
    SAM,
    STRANGER,
    accepted,
    invited,
    joined,
    scheduled,
)

PEOPLE = (SAM, MAYA, JORDAN, PETRA, STRANGER)
HOUR, BEGAN = timedelta(hours=1), datetime(2026, 3, 2, 9, tzinfo=UTC)
HOW: dict[str, Any] = {"minutes": 60, "modality": Modality.VIDEO}


@dataclass
class Past:
    """One group and its meetings, an hour a step, as the log has them."""

    random: Random
    shelf: Shelf
    now: datetime = BEGAN
    group: list[tuple[datetime, GroupFact]] = field(default_factory=list)
    meetings: dict[UUID, list[tuple[datetime, GroupSessionFact]]] = field(default_factory=dict)
    there: dict[tuple[UUID, PersonId], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        views = (GroupsView(), GroupSessionsView(), AttendancesView())
        self.views = {view: self.shelf.prepare(view) for view in views}

    def take(self, stream: UUID, fact: Fact) -> None:
        record = replace(recorded(stream, fact, self.now), service="sessions")
        for view, generation in self.views.items():
            if type(fact) in view.hears:
                with self.shelf.tables.write() as rows:
                    view.take(rows, record, generation.table)

    def of_group(self, *facts: GroupFact) -> None:
        for fact in facts:
            self.group.append((self.now, fact))
            self.take(ID, fact)

    def of_meeting(self, id: UUID, fact: GroupSessionFact) -> None:
        self.meetings.setdefault(id, []).append((self.now, fact))
        self.take(id, fact)

    def meeting(self, id: UUID) -> GroupSession:
        return GroupSession(id, [fact for _, fact in self.meetings[id]])

    def company(self, meeting: GroupSession, at: datetime | None = None) -> Company:
        said = [meeting.starts]
        for when, fact in reversed(self.meetings[meeting.id]):
            if not isinstance(fact, GroupSessionCancelled | GroupSessionCorrectedAsCancelled):
                break
            said.append(when)
        return Company.of(ID, self.group, at or min(said))

    def now_belong(self) -> Group:
        return Group(ID, [fact for _, fact in self.group])

    def belonging_changes(self) -> None:
        one, person = self.now_belong(), self.random.choice(PEOPLE)
        if person in one.members:
            self.of_group(GroupLeft(by=person, member=person))
        elif person != one.facilitator:
            to_lead = not one.is_circle and self.random.random() < 0.4
            self.of_group(accepted(person)) if to_lead else self.of_group(invited(person), joined(person))

    def meeting_changes(self) -> None:
        time = self.now + self.random.randrange(-8, 9) * HOUR
        if not self.meetings or self.random.random() < 0.4:
            return self.of_meeting(uuid4(), scheduled(self.now_belong()).model_copy(update={"starts": time}))
        one = self.meeting(self.random.choice(list(self.meetings)[-4:]))
        if one.status == "scheduled" and one.starts > self.now:
            if self.random.random() < 0.2:
                return self.became(one, min(time, self.now))  # it was held earlier than it was set for
            moved = GroupSessionRescheduled(by=SAM, starts=max(time, self.now + HOUR), **HOW)
            off = GroupSessionCancelled(by=SAM, told_at=self.now)
            return self.of_meeting(one.id, moved if self.random.random() < 0.5 else off)
        if one.status == "scheduled" and self.random.random() < 0.3:
            return self.of_meeting(one.id, GroupSessionMissed(by=SAM))
        if one.status != "cancelled" or one.starts <= self.now:
            self.became(one, min(time, self.now) if self.random.random() < 0.5 else None)
        return None

    def became(self, one: GroupSession, starts: datetime | None) -> None:
        then = self.company(one, starts or one.starts).then
        lead = None if one.is_circle else then.facilitator
        if one.status == "scheduled":
            held = GroupSessionHeld(by=SAM, facilitator=lead, extent=Extent.FULL, starts=starts, **HOW)
            self.of_meeting(one.id, held)
        else:
            became = self.random.choice([*Became, None])
            lead = lead if became is Became.HELD else None
            corrected = (
                GroupSessionCorrected(by=SAM, became=became, facilitator=lead, starts=starts, **HOW)
                if became
                else off(one)
            )
            self.of_meeting(one.id, corrected)
        for person in then.members if self.meeting(one.id).status == "held" else ():
            self.was_there(one, person, self.random.random() < 0.5)

    def was_there(self, one: GroupSession, person: PersonId, there: bool) -> None:
        known, about = (one.id, person) in self.there, {"member": person, "agency": HARBOUR} | HOW
        if known:
            self.take(
                attendance_of(one.id, person),
                MemberAttendanceCorrected(was_there=there, correction=1, **about),
            )
        elif there:
            about |= {"group": ID, "group_session": one.id, "format": one.format, "starts": one.starts}
            self.take(attendance_of(one.id, person), MemberAttended(**about))
        if known or there:
            self.there[one.id, person] = there

    def may_see(self, person: PersonId) -> set[UUID]:
        seen = set()
        for one in map(self.meeting, self.meetings):
            was = self.there.get((one.id, person))
            stands = relate_to_meeting(
                one, self.company(one), person, there=was is True, taken_out=was is False
            )
            if GROUP_SESSIONS.decide(stands, "see", one.status).allowed:
                seen.add(one.id)
        return seen


def off(one: GroupSession) -> GroupSessionCorrectedAsCancelled:
    told: dict[str, Any] = {"by": SAM, "called_off_by": SAM, "told_at": one.meant.starts - HOUR}
    return GroupSessionCorrectedAsCancelled(**told, **vars(one.meant))


@pytest.fixture(params=["sqlite", "postgres"])
def shelf(request: pytest.FixtureRequest) -> Iterator[Shelf]:
    datastore = place_of(request.param, request).open("views")
    create_schema(datastore)
    made = Shelf(Tables(datastore))
    made.create_tables()
    yield made
    made.tables.close()


@pytest.mark.parametrize("formed", [FORMED, CIRCLE], ids=["group", "circle"])
@pytest.mark.parametrize("seed", [0, 1, 7, 28])
def test_a_list_has_the_meetings_that_its_reader_may_see_S9(formed: Any, seed: int, shelf: Shelf) -> None:
    past = Past(Random(seed), shelf)
    past.of_group(formed, *(fact for one in (MAYA, JORDAN) for fact in (invited(one), joined(one))))

    seen = set()
    for step in range(240):
        past.now += HOUR
        past.random.choice([past.belonging_changes, past.meeting_changes])()
        if step % 20 == 19:
            for person in PEOPLE:
                rows = group_sessions_of(shelf, person, Meetings(), None, 200)
                assert {UUID(row["id"]) for row in rows} == past.may_see(person), (step, person)
                seen |= {row["status"] for row in rows}
    assert seen == {"scheduled", "held", "missed", "cancelled"}, "which says something"
