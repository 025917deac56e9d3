"""Any order of steps by anybody, at any time: a session goes as a paper form would (S2, S6, S12)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.sessions.domain.action_plans import Planned
from services.sessions.domain.session import Session
from services.sessions.domain.under import Under
from services.sessions.domain.written import AddedBy, Written
from services.sessions.events import (
    Addition,
    AgendaItem,
    Closing,
    ContactHeld,
    CoSupervisionAgreedTo,
    Extent,
    Modality,
    RecordAddedTo,
    RecordWritten,
    SessionRecord,
    SessionScheduled,
)
from shared.aggregate import Refused
from shared.identity import PersonId
from tests.sessions.acts import (
    AFTER,
    COVER,
    ID,
    SALT,
    STARTS,
    STRANGER,
    SUPERVISOR,
    THIRD,
    UNDER,
    WORKER,
    scheduled,
)
from tests.sessions.test_taking_over import COVERED

anybody = st.sampled_from([*(WORKER, SUPERVISOR) * 3, THIRD, COVER, STRANGER])
COVERED_UNTIL = STARTS + timedelta(hours=1)
rarely = st.sampled_from([False] * 4 + [True])
hours = st.sampled_from([1, 2, 5])
NAMED = {"printed_name": "As printed", "meaning": "It was so."}
SAME = (
    *(
        "status",
        "starts",
        "third",
        "agreed_to",
        "agreed_at",
        "attendance",
        "shown",
        "items",
        "written",
        "additions",
    ),
    *("called_off", "missed_by", "extent", "holders", "corrections", "minutes", "modality"),
)


def under_at(time: datetime) -> Under:
    """Somebody covers, and then nobody does."""
    return COVERED if time < COVERED_UNTIL else UNDER


@dataclass
class Form:
    """The same on paper: a sheet with a time, boxes to tick, lines to sign, and what is stapled to it."""

    time: datetime
    third: bool
    set_for: datetime
    set_at: datetime
    holder: PersonId = SUPERVISOR
    handed_on: bool = False
    """Whether another held it before, to whom it was not open what was set down then."""
    ticked: str = ""
    how: tuple[object, object] = (None, None)
    """How long they met, or who did not come; or who called it off, and when the other was told."""
    set_so: tuple[int, Modality] = (60, Modality.FACE_TO_FACE)
    agreed: datetime | None = None
    """When the worker agreed to the third."""
    there: set[PersonId] = field(default_factory=set)
    text: int | None = None
    """Which text of the record lies on top."""
    signed: set[tuple[PersonId, int]] = field(default_factory=set)
    refused: set[tuple[PersonId, int]] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    stapled: int = 0
    lent: set[PersonId] = field(default_factory=set)

    def meets(self, by: PersonId) -> bool:
        return by in (WORKER, self.holder) or (by == THIRD and self.third and self.agreed is not None)

    def stands_in(self, time: datetime) -> bool:
        """Whether who holds it supervises at a time."""
        return self.holder == SUPERVISOR or time < COVERED_UNTIL

    def is_between(self, who: PersonId, time: datetime) -> bool:
        """Whether somebody is one of the two who were to meet at a time; for a cover that is over stands whom they covered for."""
        return who in (WORKER, self.holder if self.stands_in(time) else SUPERVISOR)

    def could_call_off(self, who: PersonId, told_at: datetime) -> bool:
        """Whether one of the two could, and tell the other then."""
        return self.is_between(who, self.set_for) and self.set_at <= told_at < self.set_for

    def asked(self, began: datetime) -> bool:
        """Whether nobody was there of whom the worker had not been asked by then."""
        return not self.third or (self.agreed is not None and self.agreed < began)

    def tells(self, by: PersonId) -> bool:
        return by in (WORKER, self.holder) and not self.ticked


on_record = precondition(lambda self: self.form.text is not None)
unwritten = precondition(lambda self: self.form.text is None)


class SessionMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = STARTS - timedelta(hours=2)

    @initialize(
        by=st.sampled_from([WORKER, SUPERVISOR]), three=st.booleans(), far=st.sampled_from([0, 0, 1, 2])
    )
    def begin(self, by: PersonId, three: bool, far: int) -> None:
        """Some begin where others rarely come: held, or on record."""
        self.session = scheduled(by=by, third=THIRD if three else None, supervises_there=three, now=self.now)
        self.form = Form(
            STARTS,
            three,
            set_for=STARTS,
            set_at=self.now,
            agreed=self.now if three and by == WORKER else None,
        )
        if far:
            self.agree(WORKER)
            self.now = AFTER
            self.hold(by, None)
        if far == 2:
            self.write(by)

    def same(self, expected: bool, command: object, *args: object, **more: object) -> bool:
        """The product does it exactly when paper would; refused, it records nothing."""
        before = list(self.session.new)
        if expected:
            command(*args, **more)  # type: ignore[operator]
        else:
            with pytest.raises(Refused):
                command(*args, **more)  # type: ignore[operator]
            assert self.session.new == before
        return expected

    def written(self) -> Written:
        """What somebody reads who opens the record."""
        first = next(fact for fact in self.session.new if isinstance(fact, RecordWritten))
        added = [fact for fact in self.session.new if isinstance(fact, RecordAddedTo)]
        assert isinstance(first.record, SessionRecord)
        return Written(ID, first.record, SALT, tuple(AddedBy(one.by, one.added) for one in added))  # type: ignore[arg-type]

    @unwritten
    @rule(by=hours)
    def time_goes_by(self, by: int) -> None:
        self.now += timedelta(hours=by)

    @unwritten
    @rule(by=anybody)
    def agree(self, by: PersonId) -> None:
        form = self.form
        expected = (
            by == WORKER and form.third and not form.agreed and not form.ticked and self.now < form.time
        )
        if self.same(expected, self.session.agree_to_co_supervision, by, self.now):
            form.agreed = self.now

    @unwritten
    @rule(by=anybody, later=st.sampled_from([-1, 0, 1]))
    def move(self, by: PersonId, later: int) -> None:
        time = self.form.time + timedelta(hours=later)
        more = (time, 60, Modality.VIDEO, self.now, under_at(time))
        expected = self.form.tells(by) and self.now < self.form.time and self.now < time
        if self.same(expected, self.session.reschedule, by, *more):
            if time != self.form.time:
                self.form.set_at = self.now
            self.form.time = self.form.set_for = time
            self.form.set_so = (60, Modality.VIDEO)
            if not self.form.stands_in(time):
                self.form.holder = SUPERVISOR

    @unwritten
    @rule(by=anybody)
    def take_over(self, by: PersonId) -> None:
        form = self.form
        covered = form.time < COVERED_UNTIL
        may = by == COVER if covered else by == SUPERVISOR
        expected = may and form.holder == (SUPERVISOR if covered else COVER) and not form.ticked
        if self.same(expected, self.session.take_over, by, under_at(form.time)):
            self.form.holder, self.form.handed_on = by, True

    @unwritten
    @rule(by=anybody, late=st.sampled_from([None, -5, -2, 0, 2]))
    def hold(self, by: PersonId, late: int | None) -> None:
        form = self.form
        began = form.time if late is None else form.time + timedelta(hours=late)
        expected = form.tells(by) and form.asked(began) and began <= self.now
        expected = expected and form.stands_in(began)
        told = {"starts": None if late is None else began, "minutes": 50, "extent": Extent.FULL}
        if self.same(
            expected, self.session.hold, by, **told, modality=None, now=self.now, under=under_at(began)
        ):
            form.ticked, form.time, form.how = "held", began, (50, None)

    @unwritten
    @rule(by=anybody, who=anybody, ago=st.sampled_from([0, 1, 3]))
    def call_off(self, by: PersonId, who: PersonId, ago: int) -> None:
        told_at = self.now - timedelta(hours=ago)
        form = self.form
        expected = form.tells(by) and form.could_call_off(who, told_at)
        more = {"called_off_by": who, "told_at": told_at, "reason": None, "now": self.now}
        if self.same(expected, self.session.cancel, by, **more, under=under_at(form.time)):
            self.form.ticked, self.form.how = "cancelled", (who, told_at)

    @unwritten
    @rule(by=anybody, who=anybody)
    def miss(self, by: PersonId, who: PersonId) -> None:
        form = self.form
        expected = form.tells(by) and form.is_between(who, form.time) and self.now >= form.time
        if self.same(expected, self.session.miss, by, who, self.now, under_at(form.time)):
            self.form.ticked, self.form.how = "missed", (None, who)

    @rule(by=anybody, minutes=st.sampled_from([20, 50]))
    def correct_as_held(self, by: PersonId, minutes: int) -> None:
        form = self.form
        expected = self.wrong(by, "held", (minutes, None)) and form.asked(form.time)
        expected = expected and (form.ticked == "held" or form.stands_in(form.time)) and form.time <= self.now
        told = {"starts": None, "minutes": minutes, "extent": Extent.FULL, "modality": None}
        more = told | {"now": self.now, "under": under_at(self.form.time)}
        if self.same(expected, self.session.correct_as_held, by, **more):
            self.form.ticked, self.form.how, self.form.there = "held", (minutes, None), set()

    @rule(by=anybody, who=anybody)
    def correct_as_missed(self, by: PersonId, who: PersonId) -> None:
        form = self.form
        expected = self.wrong(by, "missed", (None, who)) and form.text is None
        expected = expected and form.is_between(who, form.set_for) and self.now >= form.set_for
        if self.same(expected, self.session.correct_as_missed, by, who, self.now, under_at(form.set_for)):
            form.time = form.set_for
            form.ticked, form.how, form.there = "missed", (None, who), set()

    @rule(by=anybody, who=anybody, ago=st.sampled_from([0, 1, 3]))
    def correct_as_cancelled(self, by: PersonId, who: PersonId, ago: int) -> None:
        form, told_at = self.form, self.now - timedelta(hours=ago)
        expected = self.wrong(by, "cancelled", (who, told_at)) and form.text is None
        expected = expected and form.could_call_off(who, told_at)
        more = {"called_off_by": who, "told_at": told_at, "now": self.now, "under": under_at(form.set_for)}
        if self.same(expected, self.session.correct_as_cancelled, by, **more):
            form.time = form.set_for
            form.ticked, form.how, form.there = "cancelled", (who, told_at), set()

    def wrong(self, by: PersonId, ticked: str, how: tuple[object, object]) -> bool:
        """Whether one of the two could cross out what was ticked, for something else."""
        form = self.form
        may = by in (WORKER, form.holder) and bool(form.ticked)
        return may and (form.ticked, form.how) != (ticked, how)

    @rule(by=anybody)
    def sign_attendance(self, by: PersonId) -> None:
        form = self.form
        expected = form.meets(by) and form.ticked == "held" and by not in form.there
        if self.same(expected, self.session.sign_attendance, by, *NAMED.values()):
            form.there.add(by)

    @rule(by=anybody, to=anybody)
    def show(self, by: PersonId, to: PersonId) -> None:
        others = {COVER, SUPERVISOR} if self.form.handed_on else {COVER}
        expected = by == WORKER and to in others - self.form.lent
        if self.same(expected, self.session.show, by, to, {COVER, SUPERVISOR}):
            self.form.lent.add(to)

    @rule(by=anybody)
    def put_on_agenda(self, by: PersonId) -> None:
        expected = self.form.meets(by) and not self.form.ticked and self.now < self.form.set_for
        self.same(expected, self.session.put_on_agenda, by, AgendaItem(heading="x"), (), self.now)

    @rule(by=anybody)
    def write(self, by: PersonId) -> None:
        form = self.form
        expected = form.meets(by) and form.ticked == "held" and form.text is None
        more = {"before": (), "goes_on_from": None, "salt": SALT}
        planned = [Planned("One.", WORKER), Planned("Two.", form.holder)]
        first = outline("First.", form.holder)
        if self.same(expected, self.session.write_record, by, first, planned, **more):
            form.text = 0

    @on_record
    @rule(by=anybody, kind=st.sampled_from([Addition.SIGNATURE, Addition.REFUSAL]), stale=rarely)
    def say(self, by: PersonId, kind: Addition, stale: bool) -> None:
        form = self.form
        assert form.text is not None
        written, mark = self.written(), (by, form.text)
        digest = "0" * 64 if stale else written.digest
        signs = kind is Addition.SIGNATURE
        said = mark in form.signed or (not signs and mark in form.refused)
        expected = form.meets(by) and not stale and not said
        if signs:
            self.same(expected, self.session.sign_record, by, written, digest, **NAMED)
        else:
            self.same(expected, self.session.refuse_record, by, written, digest, "Why.")
        if expected:
            (form.signed if signs else form.refused).add(mark)
            form.stapled += 1

    @on_record
    @rule(by=anybody, stale=st.booleans())
    def correct(self, by: PersonId, stale: bool) -> None:
        form, written = self.form, self.written()
        assert form.text is not None
        words = f"Text {form.stapled}."
        anew = outline(words, form.holder)
        digest, expected = "0" * 64 if stale else written.digest, form.meets(by) and not stale
        if self.same(expected, self.session.correct, by, written, digest, anew, []):
            form.text += 1
            form.stapled += 1

    @on_record
    @rule(by=anybody)
    def add(self, by: PersonId) -> None:
        form = self.form
        expected = form.meets(by) and form.text is not None
        form.stapled += self.same(expected, self.session.add_addendum, by, self.written(), "And.", **NAMED)

    @on_record
    @rule(by=anybody, number=st.sampled_from([1, 2, 3]), drop=st.booleans(), why=st.booleans())
    def close(self, by: PersonId, number: int, drop: bool, why: bool) -> None:
        form = self.form
        expected = form.meets(by) and number < 3 and number not in form.closed and (why or not drop)
        closing, words = (Closing.DROPPED if drop else Closing.DONE), ("Why." if why else None)
        if self.same(expected, self.session.close_action, by, self.written(), number, closing, words):
            form.closed.add(number)
            form.stapled += 1

    @invariant()
    def it_stands_as_on_paper(self) -> None:
        one, form = self.session, self.form
        assert one.status == (form.ticked or "scheduled")
        assert one.starts == form.time
        if one.status != "held":
            assert (one.minutes, one.modality) == form.set_so
        assert one.two == (WORKER, form.holder)
        signed = {each.by for each in one.attendance if each.at_version > one.recorded_since}
        assert signed == form.there
        assert (one.written is not None, len(one.additions)) == (form.text is not None, form.stapled)
        assert one.shown == form.lent

    @invariant()
    def nothing_is_held_before_it_began_nor_with_a_third_unasked(self) -> None:
        kinds = [type(fact) for fact in self.session.new]
        assert kinds[0] is SessionScheduled
        assert ContactHeld not in kinds
        if self.session.status == "held":
            assert self.session.starts <= self.now
            agreed = [fact.agreed_at for fact in self.session.new if isinstance(fact, CoSupervisionAgreedTo)]
            assert not self.form.third or (agreed[0] and agreed[0] < self.session.starts)

    @invariant()
    def its_history_makes_it_anew(self) -> None:
        anew = Session(ID, self.session.new)
        assert [getattr(anew, name) for name in SAME] == [getattr(self.session, name) for name in SAME]


def outline(words: str, supervisor: PersonId) -> SessionRecord:
    return SessionRecord(present=(WORKER, supervisor), outcomes=words)


TestASessionGoesAsOnPaperS2 = SessionMachine.TestCase
SessionMachine.TestCase.settings = settings(
    max_examples=150,
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow],
)
