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
    correction: int = 0
    """By which correction of the meeting it was recorded; none where it was recorded at once."""


class MemberAttendanceCorrected(Fact, kind="sessions.MemberAttendanceCorrected"):
    """That they were at a meeting, how long or how, was recorded otherwise until then (S2, S6, S9)."""

    member: PersonId
    agency: AgencyId
    placement: PlacementId | None = None
    was_there: bool
    modality: Modality
    minutes: int
    correction: int
    """By which correction of the meeting."""
    starts: datetime | None = None
    """When the meeting really began, where that was another time than was recorded."""


class MemberAttendanceSigned(Fact, kind="sessions.MemberAttendanceSigned"):
    """They signed that they were there (S6)."""

    by: PersonId
    printed_name: Private[Line]
    meaning: Private[Line]


AttendanceFact = MemberAttended | MemberAttendanceCorrected | MemberAttendanceSigned
