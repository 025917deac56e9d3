"""A year of sessions: held as agreed, and once missed, called off, not signed; and somebody who has had none for too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle
from typing import Final

from services.agreements.domain.agreement import Agreement
from services.house.demo.filling import Demo
from services.house.demo.people import EVERYBODY
from services.house.demo.story.before import BEFORE, agreement_of, one_before, ran_out
from services.house.demo.story.talks import TALKS, Told
from services.sessions.domain.action_plans import Planned
from services.sessions.domain.frequency import Frequency
from services.sessions.domain.quarters import Quarter
from services.sessions.domain.session import Session
from services.sessions.domain.tally import Tally, touched_by
from services.sessions.domain.under import Under
from services.sessions.domain.written import Written
from services.sessions.events import Closing, Extent, Modality, SessionRecord

LOG: Final = "sessions"
OVERDUE: Final = "teo-hana"
SINCE: Final = -70
"""So long ago was the last session of the one who waits."""
NOT_SIGNED, MISSED, CALLED_OFF = 3, 4, 6
"""Which sessions of a relationship went otherwise."""
KEYS: Final = ("maya-sam", "maya-petra", "jordan-petra", "sam-ines", "alba-hana", OVERDUE, "juno-sam")
FIRST: Final = timedelta(days=8)
"""So long after an agreement began is the first session under it: both have signed by then."""


def fill_sessions(demo: Demo) -> None:
    talks = cycle(TALKS)
    for key in KEYS:
        agreement = agreement_of(demo, key)
        year = _Year(demo, key)
        if key in BEFORE:
            before = one_before(demo, key, agreement)
            year.under(before, talks)
            ran_out(demo, before)
        year.under(agreement, talks)


class _Year:
    """The sessions of two, under one agreement after another."""

    def __init__(self, demo: Demo, key: str) -> None:
        self.demo, self.key = demo, key
        worker, supervisor = key.split("-")
        self.handles = worker, supervisor
        self.worker, self.supervisor = demo.people[worker], demo.people[supervisor]
        self.number = 0
        self.before: tuple[Session, Written] | None = None

    def under(self, agreement: Agreement, talks: Iterator[Told]) -> None:
        self.terms = agreement.bound().terms
        assert agreement.agency is not None
        self.rests_on = Under(
            agreement=agreement.id,
            worker=self.worker,
            agency=agreement.agency,
            placement=agreement.placement,
            is_over=False,
            supervising={self.supervisor},
        )
        self.tallies: dict[Quarter, Tally] = {}
        assert self.terms.frequency
        assert self.terms.starts
        frequency = Frequency(self.terms.frequency, self.terms.starts)
        today = self.demo.day(0)
        ends = min(self.terms.ends or today, self.demo.day(SINCE if self.key == OVERDUE else -1))
        days = [one for one in frequency.days(ends) if one >= self.terms.starts + FIRST]
        for session in self._scheduled(days):
            self.number += 1
            self._session(session, next(talks))
        if self.key != OVERDUE and (self.terms.ends is None or self.terms.ends >= today):
            coming = [one for one in frequency.days(self.demo.day(62)) if one > today]
            self._scheduled(coming[:2])

    def _session(self, session: Session, told: Told) -> None:
        offset = (session.starts.date() - self.demo.day(0)).days
        if self.number == MISSED:
            session.miss(self.supervisor, self.supervisor, self.demo.at(offset, 17), self.rests_on)
            self._append(session, self.handles[1], offset)
        elif self.number == CALLED_OFF:
            told_at = self.demo.at(offset - 1, 12)
            session.cancel(
                self.worker,
                called_off_by=self.worker,
                told_at=told_at,
                reason="Snow; no bus runs.",
                now=told_at,
                under=self.rests_on,
            )
            self._append(session, self.handles[0], offset - 1)
        else:
            self._held(session, offset, told, refuses=self.number == NOT_SIGNED)

    def _scheduled(self, days: Sequence[date]) -> list[Session]:
        """Set together, as the agreement's frequency has it, some time before the first."""
        offsets = [(day - self.demo.day(0)).days for day in days]
        set_on = min(offsets[0] - 7, 0)
        first, *others = [
            Session.schedule(
                self.demo.draw(),
                self.rests_on,
                by=self.supervisor,
                supervisor=self.supervisor,
                starts=self.demo.moment(offset, 15),
                minutes=self.terms.session_minutes or 60,
                modality=Modality.FACE_TO_FACE,
                now=self.demo.at(set_on, 9),
            )
            for offset in offsets
        ]
        self._append(first, self.handles[1], set_on, 9, others)
        return [first, *others]

    def _held(self, session: Session, offset: int, told: Told, *, refuses: bool) -> None:
        self._close_what_was_open(offset)
        now, salt = self.demo.at(offset, 17), self.demo.salt()
        session.hold(
            self.supervisor,
            starts=None,
            minutes=session.minutes,
            extent=Extent.FULL,
            modality=None,
            now=now,
            under=self.rests_on,
        )
        record = session.write_record(
            self.supervisor,
            SessionRecord(
                present=(self.worker, self.supervisor),
                agenda=told.agenda,
                purposes=told.purposes,
                functions=told.functions,
                outcomes=told.outcomes,
            ),
            [Planned(told.action, self.worker, now.date() + timedelta(days=30))] if told.action else [],
            before=(),
            goes_on_from=self.before[0].id if self.before else None,
            salt=salt,
        )
        written = Written(session.id, record, salt)
        self.before = session, written
        self._sign(session, self.handles[1], written)
        quarter = Quarter.of(now.date())
        tally = self.tallies.setdefault(quarter, Tally(Tally.id_of(self.rests_on.agreement, quarter)))
        tally.mark(self.rests_on.agreement, self.worker, self.rests_on.agency, quarter, touched_by(record))
        self._append(session, self.handles[1], offset, 17, (tally,))
        if refuses:
            name = EVERYBODY[self.handles[0]].name
            session.sign_attendance(self.worker, name, "I was there.")
            session.refuse_record(self.worker, written, written.digest, "The second point was mine.")
        else:
            self._sign(session, self.handles[0], written)
        self._append(session, self.handles[0], offset, 18)

    def _close_what_was_open(self, offset: int) -> None:
        """When they meet next, what was agreed on has been done."""
        if self.before is None:
            return
        session, written = self.before
        for action in written.plan.open:
            session.close_action(self.worker, written, action.number, Closing.DONE, None)
            self._append(session, self.handles[0], offset, 16)

    def _sign(self, session: Session, handle: str, written: Written) -> None:
        by, name = self.demo.people[handle], EVERYBODY[handle].name
        session.sign_attendance(by, name, "I was there.")
        session.sign_record(by, written, written.digest, printed_name=name, meaning="It reads as it was.")

    def _append(
        self,
        session: Session,
        handle: str,
        offset: int,
        hour: int = 16,
        others: Sequence[Session | Tally] = (),
    ) -> None:
        self.demo.append(LOG, session, self.demo.people[handle], offset, hour, others)
