"""Meetings of groups as they come in and go out; who was there is told to those who were (S9, S10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.group_standing import GroupSessionStatus
from services.sessions.events.codes import Extent, Format, Modality
from services.sessions.events.group_sessions import (
    GroupSessionCancelled,
    GroupSessionHeld,
    GroupSessionRescheduled,
    GroupSessionScheduled,
    ManagersAttendanceSaid,
)
from services.sessions.events.words import NOBODY_NAMED, Text
from services.sessions.forms.times import Moment
from shared.access import Decision, open_content
from shared.facts import Fact, Recorded
from shared.identity import Acting, AgencyId, PersonId
from shared.store import Store
from shared.web.bodies import In, Out

Minutes = Field(ge=5, le=480, description="How long.", examples=[90])


class ScheduledIn(In):
    """When you meet."""

    starts: Moment
    minutes: int = Minutes
    modality: Modality = Modality.FACE_TO_FACE
    managers_attend: bool = Field(False, description="Of co-reflection: that a manager comes.")


class RescheduledIn(In):
    """When you meet instead."""

    starts: Moment
    minutes: int = Minutes
    modality: Modality


class ManagersIn(In):
    """Whether a manager comes to this meeting; said before it begins."""

    managers_attend: bool


class CancelledIn(In):
    """That it does not take place."""

    told_at: Moment = Field(description="When the others were told.")
    reason: Text | None = Field(
        None, description=f"In your own words; read by the group alone. {NOBODY_NAMED}"
    )


class HeldIn(In):
    """That it took place, and who was there."""

    minutes: int = Minutes
    extent: Extent
    modality: Modality | None = Field(None, description="Where it was another than was meant.")
    attendees: list[PersonId] = Field(
        max_length=100, description="The members who were there; who facilitates a group is none of them."
    )


class GroupSessionOut(Out):
    """The clear part of a meeting, as far as its reader may see."""

    id: UUID
    group: UUID
    agency: AgencyId | None = None
    format: Format
    status: GroupSessionStatus
    starts: datetime
    minutes: int
    modality: Modality
    managers_attend: bool
    facilitator: PersonId | None = None
    extent: Extent | None = None
    told_at: datetime | None = Field(
        None, description="Of one that was called off: when the others were told."
    )
    attendees: list[PersonId] | None = None
    signed: bool | None = Field(None, description="Whether who facilitated has signed that it took place so.")
    written: bool | None = Field(None, description="Whether there is a record.")
    version: int | None = None


class ListedGroupSession(Out):
    """One meeting in a list."""

    id: UUID
    group: UUID
    format: Format
    status: GroupSessionStatus
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
    meeting: GroupSession, decision: Decision, attendees: Sequence[PersonId]
) -> GroupSessionOut:
    held = meeting.status == "held"
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
        "told_at": meeting.told_at,
        "attendees": list(attendees) if held else None,
        "signed": meeting.signed if held and not meeting.is_circle else None,
        "written": meeting.written if held else None,
        "version": meeting.version,
    }
    return GroupSessionOut.model_validate(
        {name: value for name, value in whole.items() if decision.shows(name)}
    )


def listed_group_session(row: dict[str, Any]) -> ListedGroupSession:
    told = {**row, "group": row["grp"], "managers_attend": bool(row["managers_attend"])}
    return ListedGroupSession.model_validate(told, extra="ignore")


def reason_form(store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting) -> ReasonOut:
    """Opened under one entry of the accounting; the meeting was called off."""
    called_off = [one for one in records if isinstance(one.fact, GroupSessionCancelled)]
    (opened,) = open_content(store, called_off, decision, acting, fields=("reason",))
    told = cast("GroupSessionCancelled", opened)
    return ReasonOut(by=told.by, told_at=told.told_at, reason=cast("str | None", told.reason))


THAT_IT_MET: Final[tuple[type[Fact], ...]] = (
    GroupSessionScheduled,
    GroupSessionRescheduled,
    ManagersAttendanceSaid,
    GroupSessionCancelled,
    GroupSessionHeld,
)


def told_of(records: Sequence[Recorded], decision: Decision) -> list[Recorded]:
    """Who was not there is told that it was set and held; of what was written and signed, not even that it was."""
    return [one for one in records if not decision.sees or isinstance(one.fact, THAT_IT_MET)]
