"""The agreement under which something besides sessions is written."""

from __future__ import annotations

from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.agreed import ADMINISTRATIVE, Agreed
from services.sessions.views import agreements_of
from shared.identity import AgencyId, PersonId


def agreed(call: SessionsCall, id: UUID) -> Agreed:
    """As whoever may see that supervision takes place under it knows it.

    Raises 409 for one that is not there, and for everybody else: they are told alike. So are partners, who may see it elsewhere.
    """
    known = call.agreement(id)
    call.require_may_see(known)
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
