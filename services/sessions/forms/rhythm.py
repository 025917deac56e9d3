"""Overdue supervision, as lists show it (A6)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from services.directory.relations import Relations
from services.sessions.views.overdue import Overdue
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.bodies import Out


class OverdueOut(Out):
    """Supervision under one agreement that is overdue, until a session is held."""

    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    due_on: date = Field(description="The last day that the agreement's frequency named and that passed.")
    last_held_on: date | None = Field(
        None, description="When a session was held last, by the agency's clock."
    )


def overdue_form(one: Overdue, relations: Relations) -> OverdueOut:
    return OverdueOut(**vars(one.between), due_on=one.due.on, last_held_on=one.last_held_on(relations))
