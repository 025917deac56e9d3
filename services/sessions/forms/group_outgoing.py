"""Meetings of groups as they go out, nothing opened; who was there is told to those who were (S9, S10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.as_recorded import SessionStatus
from services.sessions.domain.attendances import Attendance
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.events.codes import Extent, Format, Modality
from services.sessions.events.group_sessions import (
    GroupSessionCancelled,
    GroupSessionCorrected,
    GroupSessionCorrectedAsCancelled,
    GroupSessionHeld,
    GroupSessionMissed,
    GroupSessionRescheduled,
    GroupSessionScheduled,
    ManagersAttendanceSaid,
)
from services.sessions.forms.became import called_off_form
from services.sessions.policy.group_sessions import THERE
from shared.access import Decision, open_content
from shared.facts import Fact, Recorded
from shared.identity import Acting, AgencyId, PersonId
from shared.store import Store
from shared.web.bodies import Out


class GroupCorrectedOut(Out):
    """What was recorded of a meeting before somebody corrected that."""

    by: PersonId
    corrected_at: datetime
    status: SessionStatus
    starts: datetime
    minutes: int
    modality: Modality
    extent: Extent | None = None
    missed_by: PersonId | None = None
    cancelled_by: PersonId | None = None
    told_at: datetime | None = None
    attendees: list[PersonId]


class GroupSessionOut(Out):
    """The clear part of a meeting, as far as its reader may see."""

    id: UUID
    group: UUID
    agency: AgencyId | None = None
    format: Format
    status: SessionStatus
    starts: datetime
    minutes: int
    modality: Modality
    managers_attend: bool
    facilitator: PersonId | None = None
    extent: Extent | None = None
    cancelled_by: PersonId | None = None
    told_at: datetime | None = Field(
        None, description="Of one that was called off: when the others were told."
    )
    missed_by: PersonId | None = Field(
        None, description="Of one that was missed: who stayed away from those who came; else nobody came."
    )
    attendees: list[PersonId] | None = None
    corrections: list[GroupCorrectedOut] | None = Field(
        None,
        description="What was recorded before each correction, oldest first: to those who are recorded as there now all of it, to"
        " whoever is no more what had them among those there.",
    )
    signed: bool | None = Field(
        None, description="Whether who facilitated has signed that it took place so, as it is recorded now."
    )
    written: bool | None = Field(None, description="Whether there is a record.")
    version: int | None = None


class ListedGroupSession(Out):
    """One meeting in a list."""

    id: UUID
    group: UUID
    format: Format
    status: SessionStatus
    starts: datetime
    minutes: int
    modality: Modality
    managers_attend: bool


class ReasonOut(Out):
    """Why a meeting was called off."""

    by: PersonId
    told_at: datetime
    reason: str | None = None


def group_session_form(
    meeting: GroupSession,
    records: Sequence[Recorded],
    decision: Decision,
    attended: Sequence[Attendance],
    reader: PersonId,
) -> GroupSessionOut:
    """`attended`: of all who were ever recorded as there. Who was, goes by the corrections up to this one."""
    held = meeting.status == "held"
    there = [one.member for one in attended if one.was_there_by(len(meeting.corrections))]
    whole: dict[str, Any] = {
        "id": meeting.id,
        "group": meeting.group,
        "agency": meeting.agency,
        "format": meeting.format,
        "status": meeting.status,
        "starts": meeting.starts,
        "minutes": meeting.minutes,
        "modality": meeting.modality,
        "managers_attend": meeting.managers_attend,
        "facilitator": meeting.facilitator,
        "extent": meeting.extent,
        **called_off_form(meeting),
        "missed_by": meeting.missed_by,
        "attendees": there if held and (decision.relation in THERE or reader in there) else None,
        "corrections": _corrections(meeting, records, attended, reader, decision) or None,
        "signed": meeting.signed if held and not meeting.is_circle else None,
        "written": meeting.written if held else None,
        "version": meeting.version,
    }
    return GroupSessionOut.model_validate(
        {name: value for name, value in whole.items() if decision.shows(name)}
    )


def _corrections(
    meeting: GroupSession,
    records: Sequence[Recorded],
    attended: Sequence[Attendance],
    reader: PersonId,
    decision: Decision,
) -> list[GroupCorrectedOut]:
    """To whoever neither was there nor facilitated, what had them among those there."""
    told = [
        GroupCorrectedOut.model_validate(
            vars(one)
            | called_off_form(one)
            | {
                "corrected_at": records[one.at_version - 1].recorded_at,
                "attendees": [each.member for each in attended if each.was_there_by(number)],
            },
            extra="ignore",
        )
        for number, one in enumerate(meeting.corrections)
    ]
    return [one for one in told if decision.relation in THERE or reader in one.attendees]


def listed_group_session(row: dict[str, Any]) -> ListedGroupSession:
    told = {**row, "group": row["grp"], "managers_attend": bool(row["managers_attend"])}
    return ListedGroupSession.model_validate(told, extra="ignore")


def reason_form(
    store: Store, called_off: Sequence[Recorded], decision: Decision, acting: Acting
) -> ReasonOut:
    """As it was said at the time; opened under one entry of the accounting."""
    (opened,) = open_content(store, called_off, decision, acting, fields=("reason",))
    told = cast("GroupSessionCancelled", opened)
    return ReasonOut(by=told.by, told_at=told.told_at, reason=cast("str | None", told.reason))


THAT_IT_MET: Final[tuple[type[Fact], ...]] = (
    GroupSessionScheduled,
    GroupSessionRescheduled,
    ManagersAttendanceSaid,
    GroupSessionCancelled,
    GroupSessionHeld,
    GroupSessionMissed,
    GroupSessionCorrected,
    GroupSessionCorrectedAsCancelled,
)


def told_of(records: Sequence[Recorded], decision: Decision) -> list[Recorded]:
    """Who was not there is told that it was set and held; of what was written and signed, not even that it was."""
    return [one for one in records if not decision.sees or isinstance(one.fact, THAT_IT_MET)]
