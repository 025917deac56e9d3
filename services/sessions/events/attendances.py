"""That one member was there: a history of its own, under their own agency and placement, so that theirs see them alone (S9, C5)."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from services.sessions.events.codes import Format, Modality
from services.sessions.events.words import Line
from shared.facts import Fact, Private
from shared.identity import AgencyId, PersonId, PlacementId

ATTENDANCE: Final = "attendance"


class MemberAttended(Fact, kind="sessions.MemberAttended"):
    """One member was at one meeting; no other member is named with them (S9, C5)."""

    member: PersonId
    agency: AgencyId
    placement: PlacementId | None = None
    group: UUID
    group_session: UUID
    format: Format
    modality: Modality
    starts: datetime
    minutes: int


class MemberAttendanceSigned(Fact, kind="sessions.MemberAttendanceSigned"):
    """They signed that they were there (S6)."""

    by: PersonId
    printed_name: Private[Line]
    meaning: Private[Line]


AttendanceFact = MemberAttended | MemberAttendanceSigned
