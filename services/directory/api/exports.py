"""Everything the house holds about oneself, as files: where each service's part lies, and this one's."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Response
from pydantic import BaseModel

from services.directory import policy
from services.directory.api.calls import Directory
from shared.access.accesses import AccessesView
from shared.web.exports import FILE, Part, export
from shared.web.guard import GuardedRoute

router = APIRouter(tags=["Everything about oneself"], route_class=GuardedRoute)
SERVICES: Final = ("directory", "agreements", "sessions")
"""Each gives its part at an address that is named after it."""


class PartOut(BaseModel):
    """Where one service's part lies."""

    service: str
    address: str


@router.post("/people/me/exports")
def export_oneself(call: Directory) -> list[PartOut]:
    """Where to get everything about yourself: an address for each service. Each answers with a file, and keeps none."""
    call.permit(policy.PEOPLE, frozenset({"self"}) if call.person else frozenset(), "export")
    return [PartOut(service=one, address=f"/exports/{one}") for one in SERVICES]


@router.get("/exports/directory", responses=FILE, response_class=Response)
def export_from_directory(call: Directory) -> Response:
    """Who you are in this house, through all its history, and who looked; your placements. This opens content."""
    me = call.person
    placements = [one.id for one in call.relations.placements_of(me)]
    return export(
        "directory",
        [
            Part(call, call.people, "see-details", [me], AccessesView, persons=True),
            Part(call, call.placements, "see", placements, None),
        ],
        by_name=call.relations.told_by_name(me),
    )
