"""The agreement under which something besides sessions is written, as its two parties may know of it."""

from __future__ import annotations

from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.agreed import Agreed
from shared.web.problems import not_known_yet


def agreed(call: SessionsCall, id: UUID) -> Agreed:
    """Raises 409 for one this service has not heard of, and for one of others': they are told alike."""
    known = call.agreement(id)
    if call.person not in known.parties:
        raise not_known_yet("agreement")
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
