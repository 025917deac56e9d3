"""What sessions touched at an agency, quarter by quarter, as far as that is told (S3, S4, C5)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.sessions.api.calls import Sessions
from services.sessions.forms.counts import CountedQuarter, counted_quarter
from services.sessions.policy import COUNTS
from services.sessions.views.tallies import TalliesView, counts_of
from shared.identity import AgencyId
from shared.web.routing import Routes

router = Routes("Sessions")


@router.get("/sessions/counts", response_model_exclude_none=True)
def list_session_counts(
    call: Sessions, agency: Annotated[UUID, Query(description="Which agency's.")]
) -> list[CountedQuarter]:
    """How many records were written at an agency in each closed quarter, and what they touched, where workers enough stand behind that (C5)."""
    person, at = call.person, AgencyId(agency)
    call.relations.require_fresh()
    call.permit(COUNTS, call.relations.roles_at(person, at), "see")
    call.await_view(TalliesView)
    return [counted_quarter(row) for row in counts_of(call.desk.shelf, at)]
