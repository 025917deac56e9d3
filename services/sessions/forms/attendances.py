"""That somebody was at a meeting, as far as its reader may see (S9, C5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from services.sessions.domain.attendances import Attendance
from services.sessions.events.codes import Format, Modality
from shared.access import Decision
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.bodies import Out


class AttendanceOut(Out):
    """One member's attendance; the meeting and its group are told to that member alone."""

    id: UUID
    member: PersonId
    agency: AgencyId
    placement: PlacementId | None = None
    format: Format
    modality: Modality
    starts: datetime
    minutes: int
    was_there: bool | None = Field(
        None, description="False for whom a correction took out of those who were there; else not told."
    )
    signed: bool = Field(description="As it is recorded now.")
    group: UUID | None = None
    group_session: UUID | None = None


def attendance_form(attendance: Attendance, decision: Decision) -> AttendanceOut:
    whole = {name: getattr(attendance, name) for name in AttendanceOut.model_fields}
    whole["was_there"] = None if attendance.was_there else False
    return _shown(whole, decision)


def listed_attendance(row: dict[str, Any], decision: Decision) -> AttendanceOut:
    return _shown({**row, "group": row["grp"], "was_there": None, "signed": bool(row["signed"])}, decision)


def _shown(whole: dict[str, Any], decision: Decision) -> AttendanceOut:
    told = {name: value for name, value in whole.items() if decision.shows(name)}
    return AttendanceOut.model_validate(told, extra="ignore")
