"""Any order of steps by anybody, at any time: nobody is at a meeting who does not belong, and no manager unannounced (S9, S10)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.sessions.domain.attendances import Attendance
from services.sessions.domain.company import Company
from services.sessions.domain.group_reads import AsItReads, digest
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.events.codes import Became, Extent, Format, Modality
from services.sessions.events.group_sessions import (
    FacilitatorSigned,
    GroupRecordAddedTo,
    GroupRecordWritten,
    GroupSessionCancelled,
    GroupSessionCorrected,
    GroupSessionCorrectedAsCancelled,
    GroupSessionHeld,
    GroupSessionMissed,
    GroupSessionRescheduled,
)
from shared.aggregate import Refused
from shared.identity import PersonId
from tests.sessions.group_acts import (
    ACCEPTS,
    BEFORE,
    BEGINS,
    CIRCLE,
    FORMED,
    ID,
    IN_OUTLINE,
    JORDAN,
    MAYA,
    MEETING,
    OPEN_CIRCLE,
    PETRA,
    SALT,
    SAM,
    founded,
    given,
    join,
    stands,
    there,
)

PEOPLE = (SAM, MAYA, JORDAN, PETRA)
anybody = st.sampled_from([SAM, SAM, MAYA, MAYA, JORDAN, PETRA])
likely = st.sampled_from([[MAYA, JORDAN], [JORDAN, MAYA, PETRA], [MAYA, PETRA], [MAYA], [MAYA, MAYA]])
often = st.sampled_from([True, True, False])
some = likely | st.lists(st.sampled_from(PEOPLE), max_size=4)


@dataclass
class Noticeboard:
    """The same on paper: a list of names, a note with a time, and a sheet that goes round."""

    names: set[PersonId]
    asked: set[PersonId] = field(default_factory=set)
    in_charge: PersonId | None = None
    """Nobody is, of a circle: then all whose names are on the list are."""
    to_follow: PersonId | None = None
    """Whose answer is waited for."""
    for_managers: bool = False
    time: datetime = BEGINS
    managers_come: bool = False
    set_on: datetime = BEFORE
    over: str = ""
    told: tuple[PersonId, datetime] | None = None
    """Who called it off, and when they told the others."""
    led_by: PersonId | None = None
    sheet: list[PersonId] = field(default_factory=list)
    past: list[tuple[datetime, frozenset[PersonId], PersonId | None]] = field(default_factory=list)
    """Each list of names there was, with who was in charge, and from when on."""
    minutes_taken: bool = False
    signed_by: set[PersonId] = field(default_factory=set)
    torn_down: bool = False

    def charge_of(self, by: PersonId) -> bool:
        return by == self.in_charge if self.in_charge else by in self.names

    def is_circle(self) -> bool:
        return self.in_charge is None

    def note(self, now: datetime) -> None:
        self.past.append((now, frozenset(self.names), self.in_charge))

    def were_in(self) -> frozenset[PersonId]:
        """Who belonged when the meeting began; who belongs, where it has not."""
        return [names for at, names, _ in self.past if at <= self.time][-1]

    def was_in_charge(self) -> PersonId | None:
        return [who for at, _, who in self.past if at <= self.time][-1]

    def arranges(self, by: PersonId) -> bool:
        if self.is_circle():
            return by in self.names & self.were_in()
        return by in (self.in_charge, self.was_in_charge())

    def was_there(self, by: PersonId) -> bool:
        return by in self.sheet or (by == self.led_by and not self.is_circle())


class GroupMachine(RuleBasedStateMachine):
    @initialize(is_circle=st.booleans(), for_managers=st.booleans(), come=st.booleans(), begun=often)
    def form(self, is_circle: bool, for_managers: bool, come: bool, begun: bool) -> None:
        first = (MAYA, JORDAN, PETRA) if is_circle and for_managers else (MAYA, JORDAN)
        formed = OPEN_CIRCLE if for_managers else CIRCLE
        facts = founded(formed if is_circle else FORMED, *first)
        self.group, self.known = given(*facts), [(BEFORE, fact) for fact in facts]
        self.paper = Noticeboard(
            names=set(first),
            in_charge=None if is_circle else SAM,
            for_managers=is_circle and for_managers,
        )
        self.now, self.attended = BEFORE, list[Attendance]()
        self.paper.note(BEFORE)
        self.paper.managers_come = come and self.paper.for_managers
        self.meeting = self.scheduled(MAYA if is_circle else SAM, BEGINS, managers=self.paper.managers_come)
        self.now = BEGINS if begun else BEFORE

    def scheduled(self, by: PersonId, starts: datetime, *, managers: bool) -> GroupSession:
        return GroupSession.schedule(
            MEETING,
            self.group,
            by=by,
            starts=starts,
            minutes=90,
            modality=Modality.VIDEO,
            managers_attend=managers,
            manages=False,
            now=self.now,
        )

    def company(self) -> Company:
        return Company.of(ID, self.known, self.meeting.starts)

    def same(self, expected: bool, command: Callable[[], Any]) -> bool:
        """The product does it exactly when paper would; refused, it records nothing."""
        things = (self.group, self.meeting)
        before = [list(one.new) for one in things]
        if expected:
            command()
            self.known += [(self.now, fact) for fact in self.group.new[len(before[0]) :]]
        else:
            with pytest.raises(Refused):
                command()
            assert [one.new for one in things] == before
        return expected

    @rule(hours=st.sampled_from([1, 1, 2, 30]))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(by=anybody, person=anybody)
    def invite(self, by: PersonId, person: PersonId) -> None:
        paper = self.paper
        known = person in paper.names | paper.asked or person in (paper.in_charge, paper.to_follow)
        if self.same(
            paper.charge_of(by) and not known and not paper.torn_down,
            lambda: self.group.invite(by, person),
        ):
            paper.asked.add(person)

    @rule(by=anybody)
    def join(self, by: PersonId) -> None:
        paper, manages = self.paper, by == PETRA
        welcome = by in paper.asked and not paper.torn_down
        fits = (paper.for_managers or not manages) if paper.is_circle() else not manages
        told = stands(by, manages=manages)
        if self.same(welcome and fits, lambda: join(self.group, by, stands=told)):
            paper.asked.discard(by)
            paper.names.add(by)
            paper.note(self.now)

    @rule(by=anybody, member=anybody)
    def leave(self, by: PersonId, member: PersonId) -> None:
        paper = self.paper
        is_known = member in paper.names | paper.asked or member == paper.to_follow
        theirs = by == member or (paper.charge_of(by) and (not paper.is_circle() or member in paper.asked))
        if self.same(is_known and theirs and not paper.torn_down, lambda: self.group.leave(by, member)):
            paper.names.discard(member)
            paper.asked.discard(member)
            paper.to_follow = None if paper.to_follow == member else paper.to_follow
            paper.torn_down = paper.is_circle() and not paper.names
            paper.note(self.now)

    @rule(by=anybody, to=st.sampled_from([PETRA, SAM, MAYA]))
    def hand_on(self, by: PersonId, to: PersonId) -> None:
        paper = self.paper
        if paper.is_circle():
            return
        known = paper.names | paper.asked | {paper.in_charge, paper.to_follow}
        if self.same(
            paper.charge_of(by) and to not in known and not paper.torn_down,
            lambda: self.group.name_facilitator(by, to, fits=True, gone=False),
        ):
            paper.to_follow = to

    @rule(by=anybody, fits=often)
    def take_on(self, by: PersonId, fits: bool) -> None:
        paper = self.paper
        theirs = by == paper.to_follow and not paper.torn_down
        if self.same(theirs and fits, lambda: self.group.facilitate(by, ACCEPTS, fits=fits)):
            paper.in_charge, paper.to_follow = by, None
            paper.note(self.now)

    @rule(by=anybody, hours=st.sampled_from([-2, 1, 1]), managers=st.booleans())
    def schedule_another(self, by: PersonId, hours: int, managers: bool) -> None:
        paper, starts = self.paper, self.now + timedelta(hours=hours)
        fits = not managers or (paper.for_managers and hours > 0)
        self.same(
            paper.charge_of(by) and fits and not paper.torn_down,
            lambda: self.scheduled(by, starts, managers=managers),
        )

    @rule(by=anybody, hours=st.sampled_from([-1, 2]))
    def reschedule(self, by: PersonId, hours: int) -> None:
        paper, starts = self.paper, self.now + timedelta(hours=hours)
        one = self.meeting
        fits = paper.arranges(by) and not paper.over and hours > 0 and self.now < paper.time
        told: dict[str, Any] = {"starts": starts, "minutes": 60, "modality": Modality.VIDEO}
        if self.same(fits, lambda: one.reschedule(by, self.company(), manages=False, now=self.now, **told)):
            paper.time, paper.set_on = starts, self.now

    @rule(by=anybody, attend=st.booleans())
    def say(self, by: PersonId, attend: bool) -> None:
        paper = self.paper
        one = self.meeting
        fits = paper.arranges(by) and not paper.over and paper.for_managers and self.now < paper.time
        if self.same(fits, lambda: one.say_managers_attend(by, self.company(), attend, self.now)):
            paper.managers_come = attend

    @rule(by=anybody, really=st.sampled_from([False] * 4 + [True]))
    def cancel(self, by: PersonId, really: bool) -> None:
        paper = self.paper
        one = self.meeting
        if really or not paper.arranges(by):
            fits = paper.arranges(by) and not paper.over and self.now < paper.time
            company = self.company()
            told: dict[str, Any] = {
                "called_off_by": by,
                "when_told": company.then,
                "told_at": self.now,
                "reason": None,
            }
            if self.same(fits, lambda: one.cancel(by, company, now=self.now, **told)):
                paper.over, paper.told = "cancelled", (by, self.now)

    @rule(by=anybody, people=some, as_it_was=often)
    def hold(self, by: PersonId, people: list[PersonId], as_it_was: bool) -> None:
        paper = self.paper
        if as_it_was:
            by, people = paper.in_charge or by, [one for one in PEOPLE if one in paper.were_in()]
        one = self.meeting
        enough = len(people) >= 2 and by in people if paper.is_circle() else len(people) >= 1
        belong = set(people) <= paper.were_in() and len(set(people)) == len(people)
        managers = PETRA in people and paper.is_circle() and not paper.managers_come
        in_time = paper.arranges(by) and not paper.over and self.now >= paper.time
        present = there(*people, manages=(PETRA,))

        def command() -> None:
            self.attended = one.hold(
                by,
                self.company(),
                present,
                minutes=80,
                extent=Extent.FULL,
                modality=None,
                manages=False,
                now=self.now,
            )

        if self.same(in_time and enough and belong and not managers, command):
            paper.over, paper.sheet, paper.led_by = "held", people, paper.was_in_charge()

    @rule(by=anybody, really=st.sampled_from([False] * 4 + [True]))
    def miss(self, by: PersonId, really: bool) -> None:
        paper, one = self.paper, self.meeting
        if really or not paper.arranges(by):
            fits = paper.arranges(by) and not paper.over and self.now >= paper.time
            if self.same(fits, lambda: one.miss(by, self.company(), self.now)):
                paper.over = "missed"

    @rule(by=anybody, people=some, as_it_was=often)
    def correct(self, by: PersonId, people: list[PersonId], as_it_was: bool) -> None:
        """The sheet is written anew; the old one is kept, and who is struck out no longer stands on it."""
        paper, one = self.paper, self.meeting
        if as_it_was:
            by = (paper.led_by or next(iter(paper.sheet), by)) if paper.over == "held" else by
        theirs = paper.arranges(by)
        if paper.over == "held":
            theirs = by in paper.sheet if paper.is_circle() else by == paper.led_by
        enough = len(people) >= 2 and by in people if paper.is_circle() else len(people) >= 1
        belong = set(people) <= paper.were_in() and len(set(people)) == len(people)
        new = set(people) - set(paper.sheet)
        managers = PETRA in new and paper.is_circle() and not paper.managers_come
        otherwise = paper.over != "held" or set(people) != set(paper.sheet)
        begun = self.now >= paper.time
        fits = theirs and bool(paper.over) and begun and enough and belong and otherwise

        def command() -> None:
            changed = one.correct_as_held(
                by,
                self.company(),
                there(*people, manages=(PETRA,)),
                self.attended,
                minutes=80,
                extent=Extent.FULL,
                modality=None,
                manages=False,
                now=self.now,
            )
            self.attended += [each for each in changed if each not in self.attended]

        if self.same(fits and not managers, command):
            if paper.over != "held":
                paper.led_by = paper.was_in_charge()
            paper.over, paper.sheet = "held", people

    @rule(by=anybody, as_it_was=often, became=st.sampled_from(["missed", "cancelled"]))
    def strike_out(self, by: PersonId, as_it_was: bool, became: str) -> None:
        """It did not take place after all: the sheet is struck out whole, unless minutes were taken of it."""
        paper, one, company = self.paper, self.meeting, self.company()
        if as_it_was:
            by = (paper.led_by or next(iter(paper.sheet), by)) if paper.over == "held" else by
        theirs = paper.arranges(by)
        if paper.over == "held":
            theirs = by in paper.sheet if paper.is_circle() else by == paper.led_by
        told = (by, paper.set_on) if became == "cancelled" else None
        in_time = self.now >= paper.time or (became == "cancelled" and paper.set_on < paper.time)
        otherwise = paper.over != became or paper.told != told
        fits = theirs and bool(paper.over) and in_time and not paper.minutes_taken and otherwise

        def command() -> None:
            if became == "missed":
                one.correct_as_missed(by, company, self.attended, now=self.now)
            else:
                one.correct_as_cancelled(
                    by,
                    company,
                    self.attended,
                    called_off_by=by,
                    told_at=paper.set_on,
                    when_told=company.then,
                    now=self.now,
                )

        if self.same(fits, command):
            paper.over, paper.sheet, paper.led_by, paper.told = became, [], None, told

    @rule(by=anybody, as_it_was=often)
    def write(self, by: PersonId, as_it_was: bool) -> None:
        paper = self.paper
        by = (paper.led_by or next(iter(paper.sheet), by)) if as_it_was else by
        one = self.meeting
        theirs = paper.was_there(by) if paper.is_circle() else by == paper.led_by
        fits = paper.over == "held" and theirs and not paper.minutes_taken
        there = paper.was_there(by)
        if self.same(fits, lambda: one.write(by, IN_OUTLINE, SALT, present=there, brought=False)):
            paper.minutes_taken = True

    @rule(by=anybody)
    def sign(self, by: PersonId) -> None:
        paper, read = self.paper, digest(MEETING, IN_OUTLINE, SALT)
        one = self.meeting
        fits = paper.minutes_taken and paper.was_there(by) and by not in paper.signed_by
        reads = AsItReads(read, by in paper.signed_by)
        if self.same(fits, lambda: one.sign(by, reads, read, "A", "B", present=paper.was_there(by))):
            paper.signed_by.add(by)

    @rule(by=anybody)
    def sign_attendance(self, by: PersonId) -> None:
        for one in self.attended:
            if by == one.member and one.was_there and not one.signed:
                one.sign(by, "A", "B")
            else:
                with pytest.raises(Refused):
                    one.sign(by, "A", "B")

    @invariant()
    def it_stands_as_on_paper(self) -> None:
        one, paper = self.group, self.paper
        assert (set(one.members), set(one.invited), one.closed) == (paper.names, paper.asked, paper.torn_down)
        assert one.asked == paper.to_follow
        assert one.is_circle or one.facilitator == paper.in_charge
        assert (self.meeting.starts, self.meeting.written) == (paper.time, paper.minutes_taken)
        assert self.meeting.status == (paper.over or "scheduled")
        assert {each.member for each in self.attended if each.was_there} == set(paper.sheet)

    @invariant()
    def a_manager_was_announced_before_it_began(self) -> None:
        if any(one.member == PETRA for one in self.attended):
            assert self.meeting.format is Format.CO_REFLECTION
            assert self.meeting.managers_attend

    @invariant()
    def who_facilitated_did_so_when_it_began(self) -> None:
        assert self.meeting.facilitator == self.paper.led_by

    @invariant()
    def nothing_is_written_or_signed_but_of_what_was_held(self) -> None:
        held = over = False
        for fact in self.meeting.new:
            match fact:
                case GroupSessionHeld():
                    assert not over
                    held = over = True
                case GroupSessionCancelled() | GroupSessionMissed():
                    assert not over
                    over = True
                case GroupSessionCorrected() | GroupSessionCorrectedAsCancelled():
                    assert over
                    held = held or getattr(fact, "became", None) is Became.HELD
                case GroupSessionRescheduled():
                    assert not over
                case GroupRecordWritten() | GroupRecordAddedTo() | FacilitatorSigned():
                    assert held

    @invariant()
    def its_history_makes_it_anew(self) -> None:
        anew = GroupSession(MEETING, self.meeting.new)
        same = ("status", "starts", "minutes", "managers_attend", "facilitator", "written", "group")
        assert [getattr(anew, name) for name in same] == [getattr(self.meeting, name) for name in same]
        assert anew.group == ID
        assert self.now >= BEGINS - timedelta(hours=1)


TestWhateverAGroupDoesS9 = GroupMachine.TestCase
GroupMachine.TestCase.settings = settings(
    max_examples=250,
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow],
)
