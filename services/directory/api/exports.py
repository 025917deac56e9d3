"""Everything the house holds about oneself, as files: where each service's part lies, and this one's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from fastapi import Response

from services.directory import policy
from services.directory.api.calls import Directory, DirectoryCall
from services.directory.api.erasing import law_of
from services.directory.domain.agency import Agency
from services.directory.domain.person import Person
from services.directory.domain.placement import Placement
from services.directory.views import NamedInDirectory
from shared.access import Decision
from shared.access.accesses import AccessesView
from shared.access.named import named
from shared.facts import Recorded
from shared.identity import PersonId
from shared.keeping import Keeping
from shared.web.bodies import Out
from shared.web.exports import FILE, Part, Told, await_all, export, naming
from shared.web.routing import Routes

router = Routes("Everything about oneself")
SERVICES: Final = ("directory", "agreements", "sessions")
"""Each gives its part at an address that is named after it."""


class PartOut(Out):
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
    """Who you are in this house, through all its history, and who looked; where you are placed, or are named. This opens content.

    Of others' placements and of agencies, what names you; and holds and erasures that you ordered.
    """
    await_all((call, NamedInDirectory, AccessesView))
    me = call.person
    mine = named(call.desk.shelf, NamedInDirectory, me)
    placements, agencies = mine.get(Placement.stream_type, []), mine.get(Agency.stream_type, [])
    return export(
        call,
        "directory",
        [
            Part(call, call.people, "see-details", [me], AccessesView, persons=True),
            Part(call, call.placements, "see", placements, None, told=_placement(me)),
            Part(call, call.agencies, "see", agencies, None, told=naming(me)),
            *_kept(call, mine.get(Keeping.stream_type, [])),
        ],
        by_name=call.relations.told_by_name(me),
    )


def _placement(me: PersonId) -> Told:
    """All of one's own; of another's, that one is its line manager."""

    def told(placement: Placement, records: list[Recorded], decision: Decision) -> Sequence[Recorded]:
        return records if placement.worker == me else naming(me)(placement, records, decision)

    return told


def _kept(call: DirectoryCall, ids: Sequence[UUID]) -> Iterator[Part[Keeping]]:
    """What somebody did about who another is, as long as they decide about it."""
    for id in ids:
        keeping = call.desk.store.get(Keeping, id)
        law = law_of(call, call.desk.store.get(Person, keeping.target))
        yield Part(call, law, "see", [id], None, told=naming(call.person))
