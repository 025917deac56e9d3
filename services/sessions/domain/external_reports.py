"""What was done outside, as its author recorded it; no rule of a concern asks after it (C6)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final, Literal, Self, assert_never
from uuid import UUID

from services.sessions.events.external_reports import (
    EXTERNAL_REPORT,
    Because,
    EmergencyServiceCalled,
    ExternalReportFact,
    ExternalReportRecorded,
    ExternalReportShown,
    NoticeWithheld,
    Outside,
)
from shared.aggregate import Aggregate, Refused, Unfit
from shared.identity import PersonId

OutsideKind = Literal["report", "emergency-call", "withheld-notice"]
KINDS: Final[dict[type[Outside], OutsideKind]] = {
    ExternalReportRecorded: "report",
    EmergencyServiceCalled: "emergency-call",
    NoticeWithheld: "withheld-notice",
}


class OneOfTheThree(Unfit):
    """One record is of one thing: a report you made, a call to an emergency service, or a notice you withhold (C6)."""


class NotYetHappened(Unfit):
    """This is for what was done. Record it once it was (C6)."""


class LawUnnamed(Unfit):
    """Say which law forbids to tell the worker yet (C6)."""


class NotTheAuthor(Refused):
    """Its author, and nobody else, lets somebody see this (C6)."""


class OwnRecord(Unfit):
    """You see your own record as it is. Name somebody else (C6)."""


class ExternalReport(Aggregate[ExternalReportFact]):
    """One thing done outside, or not done yet because of it. Written once; what became of it is another."""

    stream_type: ClassVar[str] = EXTERNAL_REPORT
    begins_with: ClassVar[frozenset[str]] = frozenset(fact.kind for fact in KINDS)

    author: PersonId
    kind: OutsideKind
    concern: UUID | None
    shown: frozenset[PersonId] = frozenset()

    @classmethod
    def record_outside(cls, id: UUID, told: Outside, now: datetime) -> Self:
        """At any time, with a concern or without one."""
        match told:
            case ExternalReportRecorded() if told.reported_at > now:  # type: ignore[operator]  # not sealed yet
                raise NotYetHappened("report.reported_at")
            case EmergencyServiceCalled() if told.called_at > now:  # type: ignore[operator]  # nor this
                raise NotYetHappened("call.called_at")
            case NoticeWithheld() if told.because is Because.LAW and told.law is None:
                raise LawUnnamed("withheld.law")
        return cls.begin(id, told)

    def show(self, by: PersonId, to: PersonId) -> None:
        """Once to each; whom it was shown to has seen it, so that it is not taken back."""
        if by != self.author:
            raise NotTheAuthor
        if to == self.author:
            raise OwnRecord("to")
        if to not in self.shown:
            self.record(ExternalReportShown(by=by, to=to))

    def apply(self, fact: ExternalReportFact) -> None:
        match fact:
            case ExternalReportRecorded() | EmergencyServiceCalled() | NoticeWithheld():
                self.author, self.agency, self.concern = fact.by, fact.agency, fact.concern
                self.kind = KINDS[type(fact)]
            case ExternalReportShown():
                self.shown |= {fact.to}
            case _:
                assert_never(fact)
