"""What was noted of the rhythm of supervision, as lists show it (A1, A6)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from services.directory.relations import Relations
from services.sessions.views.noted import NegotiatedLate
from services.sessions.views.overdue import Overdue
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.bodies import Out


class NotedOut(Out):
    """Of whose supervision it was noted, and under which agreement."""

    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId


class OverdueOut(NotedOut):
    """Supervision under one agreement that is overdue, until a session is held."""

    due_on: date = Field(description="The last day that the agreement's frequency named and that passed.")
    last_held_on: date | None = Field(
        None, description="When a session was held last, by the agency's clock."
    )


class NegotiatedLateOut(NotedOut):
    """That three sessions were held before both had signed the agreement, also when they have signed since; gone when fewer were held after all."""

    third_session: UUID = Field(description="The session whose day passed before both had signed.")
    noted_at: datetime


def overdue_form(one: Overdue, relations: Relations) -> OverdueOut:
    return OverdueOut(**vars(one.between), due_on=one.due.on, last_held_on=one.last_held_on(relations))


def negotiated_late_form(one: NegotiatedLate) -> NegotiatedLateOut:
    return NegotiatedLateOut(**vars(one.between), third_session=one.third_session, noted_at=one.noted_at)
