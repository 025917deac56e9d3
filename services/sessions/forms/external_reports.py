"""Records of what was done outside as they come in and go out; words go out opened and accounted for (C6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from pydantic import ConfigDict, Field

from services.sessions.domain.external_reports import KINDS, ExternalReport, OneOfTheThree, OutsideKind
from services.sessions.events.external_reports import (
    Because,
    EmergencyServiceCalled,
    ExternalReportRecorded,
    NoticeWithheld,
    Outside,
)
from services.sessions.events.words import NOBODY_NAMED, Line, Text
from services.sessions.forms.erasing import KeptOut
from services.sessions.forms.times import Moment
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, AgencyId, PersonId
from shared.store import Store
from shared.web.bodies import SOME_ID, In, Out

EXAMPLE: Final[dict[str, Any]] = {
    "report": {"authority": "Children's aid society", "reported_at": "2026-03-02T15:30:00Z"},
}
WORDS = f"In your own words. {NOBODY_NAMED}"


class ReportIn(In):
    """A report that law demands of you, once you have made it."""

    authority: Line = Field(description="Whom it went to.", examples=["Children's aid society"])
    law: Line | None = Field(None, description="By which law, best by its code in your agency's policy set.")
    reported_at: Moment
    reference: Line | None = Field(None, description="Under which sign the authority keeps it.")
    words: Text | None = Field(None, description=WORDS)


class CallIn(In):
    """A call to an emergency service."""

    service: Line = Field(description="Which one.", examples=["Ambulance"])
    called_at: Moment
    words: Text | None = Field(None, description=WORDS)


class WithheldIn(In):
    """A notice that you do not give the worker yet. It is owed all the same: nobody is consulted before."""

    because: Because
    law: Line | None = Field(None, description="Which law, where it is one.")
    until: Moment
    words: Text | None = Field(None, description=WORDS)


class ExternalReportIn(In):
    """One of the three: what you did outside, or do not do yet because of it."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    concern: UUID | None = Field(
        None, description="With which concern you connect it, if with any; it changes nothing there."
    )
    report: ReportIn | None = None
    call: CallIn | None = None
    withheld: WithheldIn | None = None

    def outside(self, by: PersonId, agency: AgencyId) -> Outside:
        """The same as a fact. Raises OneOfTheThree."""
        if sum(one is not None for one in (self.report, self.call, self.withheld)) != 1:
            raise OneOfTheThree("report", "call", "withheld")
        told: dict[str, Any] = {"by": by, "agency": agency, "concern": self.concern}
        if self.report:
            return ExternalReportRecorded(**told, **dict(self.report))
        if self.call:
            return EmergencyServiceCalled(**told, **dict(self.call))
        return NoticeWithheld(**told, **dict(cast("WithheldIn", self.withheld)))


class ShowIn(In):
    """Whom you let see it; that is not taken back."""

    to: PersonId = Field(examples=[SOME_ID])


class ListedExternalReport(Out):
    """That it is there."""

    id: UUID
    kind: OutsideKind
    author: PersonId
    concern: UUID | None = None
    recorded_at: datetime


class ExternalReportOut(ListedExternalReport):
    """That it is there, and who may see it besides its author."""

    agency: AgencyId
    shown: list[PersonId]
    kept: list[KeptOut] = Field([], description="Its hold or erasure, for whoever decides about that.")
    version: int


class ExternalReportWordsOut(Out):
    """What its author recorded."""

    external_report: UUID
    kind: OutsideKind
    authority: str | None = None
    service: str | None = None
    because: Because | None = None
    law: str | None = None
    reported_at: datetime | None = None
    called_at: datetime | None = None
    until: datetime | None = None
    reference: str | None = None
    words: str | None = None


def seen_by(_one: ExternalReport, records: Sequence[Recorded], decision: Decision) -> Sequence[Recorded]:
    """To whom else its author let it be seen is nobody's but the author's to see."""
    return records if decision.relation == "author" else records[:1]


def external_report_form(
    one: ExternalReport, records: Sequence[Recorded], kept: list[KeptOut]
) -> ExternalReportOut:
    assert one.agency is not None
    return ExternalReportOut(
        id=one.id,
        kind=one.kind,
        author=one.author,
        concern=one.concern,
        recorded_at=records[0].recorded_at,
        agency=one.agency,
        shown=sorted(one.shown, key=str),
        kept=kept,
        version=one.version,
    )


def listed_external_report(row: dict[str, Any]) -> ListedExternalReport:
    return ListedExternalReport.model_validate(row | {"recorded_at": row["at"]}, extra="ignore")


def external_report_words(
    store: Store, one: ExternalReport, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> ExternalReportWordsOut:
    """All of it, opened under one entry of the accounting."""
    fields = tuple(
        name for name in ExternalReportWordsOut.model_fields if name in type(records[0].fact).model_fields
    )
    [opened] = open_content(store, records[:1], decision, acting, fields=fields)
    told = {name: getattr(opened, name) for name in fields}
    return ExternalReportWordsOut(external_report=one.id, kind=KINDS[cast("Any", type(opened))], **told)
