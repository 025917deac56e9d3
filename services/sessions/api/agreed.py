"""The agreement under which something besides sessions is written, as its two parties may know of it."""

from __future__ import annotations

from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.agreed import ADMINISTRATIVE, Agreed
from services.sessions.views import agreements_of
from shared.identity import AgencyId, PersonId


def agreed(call: SessionsCall, id: UUID) -> Agreed:
    """Raises 409 for one this service has not heard of, and for one of others': they are told alike."""
    known = call.agreement(id)
    if call.person not in known.parties:
        raise call.unheard_of("agreement")
    return Agreed(
        agreement=known.id,
        worker=known.worker,
        supervisor=known.supervisor,
        agency=known.agency,
        placement=known.placement,
        kind=known.kind,
        in_force=known.status == "in-force",
        is_over=known.is_over,
    )


def supervises_administratively(
    call: SessionsCall, worker: PersonId, agency: AgencyId | None, person: PersonId
) -> bool:
    """Whether somebody does, at that agency, under an agreement in force today (D8)."""
    return any(
        (one.supervisor, one.worker, one.agency, one.status) == (person, worker, agency, "in-force")
        and one.kind in ADMINISTRATIVE
        for one in agreements_of(call.desk.shelf, person)
    )
