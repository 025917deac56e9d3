"""What callers get of a session without anything being opened, as far as each may see it (C5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import Field

from services.sessions.domain.as_recorded import SessionStatus
from services.sessions.domain.session import Session
from services.sessions.events import (
    AttendanceSigned,
    ContactHeld,
    CoSupervisionDropped,
    Extent,
    Format,
    Modality,
    SessionCancelled,
    SessionCorrected,
    SessionCorrectedAsCancelled,
    SessionFact,
    SessionHeld,
    SessionMissed,
    SessionRescheduled,
    SessionScheduled,
    SessionTakenOver,
)
from services.sessions.forms.became import called_off_form
from shared.access import Decision
from shared.facts import Recorded
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.bodies import Out
from shared.web.reading import Past, history

SHOWN: Final[dict[type[SessionFact], frozenset[str]]] = {
    SessionScheduled: frozenset(
        {"agreement", "worker", "supervisor", "third", "agency", "placement"}
        | {"format", "modality", "starts", "minutes"}
    ),
    ContactHeld: frozenset(
        {"agreement", "worker", "supervisor", "agency", "placement", "modality", "starts", "minutes"}
    ),
    SessionRescheduled: frozenset({"starts", "minutes", "modality"}),
    SessionTakenOver: frozenset({"by", "instead_of"}),
    CoSupervisionDropped: frozenset({"by"}),
    SessionHeld: frozenset({"starts", "minutes", "extent", "modality"}),
    SessionCancelled: frozenset({"by", "told_at"}),
    SessionMissed: frozenset({"who"}),
    SessionCorrected: frozenset({"became", "starts", "minutes", "modality", "extent", "who"}),
    SessionCorrectedAsCancelled: frozenset({"starts", "minutes", "modality", "called_off_by", "told_at"}),
    AttendanceSigned: frozenset({"by"}),
}
"""Fact by fact what may be read by who sees only that it takes place. What is not here is not told."""


class SignedOut(Out):
    """Who signed their attendance, and when."""

    by: PersonId
    signed_at: datetime
    as_recorded_now: bool = Field(description="False for one given to what was corrected since.")


class CorrectedOut(Out):
    """What was recorded of it before somebody corrected that."""

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


class SessionOut(Out):
    """The clear part of a session, as far as its reader may see."""

    id: UUID
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    third: PersonId | None = None
    agency: AgencyId
    placement: PlacementId
    format: Format
    modality: Modality
    starts: datetime
    minutes: int
    status: SessionStatus
    extent: Extent | None = None
    cancelled_by: PersonId | None = None
    told_at: datetime | None = Field(None, description="When the other was told that it was called off.")
    missed_by: PersonId | None = None
    attendance: list[SignedOut]
    corrections: list[CorrectedOut] | None = Field(
        None, description="What was recorded before each correction, oldest first."
    )
    agreed_to: bool | None = Field(
        None, description="Of co-supervision: whether the worker agreed beforehand."
    )
    shown: list[PersonId] | None = Field(None, description="To whom the worker opened what was said.")
    agenda_items: int | None = None
    written: bool | None = Field(None, description="Whether there is a record.")
    additions: int | None = Field(None, description="How often something was added to the record.")
    version: int | None = None


class ListedSession(Out):
    """One session in a list: its clear part."""

    id: UUID
    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    third: PersonId | None = None
    agency: AgencyId
    placement: PlacementId
    format: Format
    modality: Modality
    starts: datetime
    minutes: int
    status: SessionStatus
    extent: Extent | None = None
    cancelled_by: PersonId | None = None
    told_at: datetime | None = None
    missed_by: PersonId | None = None
    attendance: list[PersonId] = Field(description="Who signed their attendance as it is recorded now.")


def session_form(session: Session, records: Sequence[Recorded], decision: Decision) -> SessionOut:
    """What this reader sees of a session without anything being opened."""
    whole: dict[str, Any] = {
        "id": session.id,
        "agreement": session.agreement,
        "worker": session.worker,
        "supervisor": session.supervisor,
        "third": session.third,
        "agency": session.agency,
        "placement": session.placement,
        "format": session.format,
        "modality": session.modality,
        "starts": session.starts,
        "minutes": session.minutes,
        "status": session.status,
        "extent": session.extent,
        **called_off_form(session),
        "missed_by": session.missed_by,
        "attendance": [
            SignedOut(
                by=one.by,
                signed_at=records[one.at_version - 1].recorded_at,
                as_recorded_now=one.at_version > session.recorded_since,
            )
            for one in session.attendance
        ],
        "corrections": [
            CorrectedOut.model_validate(
                vars(one) | called_off_form(one) | {"corrected_at": records[one.at_version - 1].recorded_at},
                extra="ignore",
            )
            for one in session.corrections
        ]
        or None,
        "agreed_to": session.agreed_to if session.third else None,
        "shown": sorted(session.shown),
        "agenda_items": len(session.items),
        "written": session.written is not None,
        "additions": len(session.additions),
        "version": session.version,
    }
    return SessionOut.model_validate({name: value for name, value in whole.items() if decision.shows(name)})


def shown_of(session: Session, records: Sequence[Recorded]) -> list[Recorded]:
    """What there is for who sees only that it takes place; not that somebody corrected how practice was looked at, which is sealed."""
    return [
        one for one in records if type(one.fact) in SHOWN and one.stream_version not in session.worded_anew
    ]


def overseen(records: Sequence[Recorded]) -> list[Past]:
    """What is shown of it, fact by fact, and counted so: a gap would tell that something was written."""
    return [
        past.model_copy(
            update={"version": number, "by": past.by if isinstance(one.fact, AttendanceSigned) else None}
        )
        for number, one in enumerate(records, 1)
        for past in history([one], SHOWN[type(one.fact)].__contains__)  # type: ignore[index]  # only such facts are shown
    ]
