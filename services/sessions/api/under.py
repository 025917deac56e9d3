"""The agreement under which something is written, as its two parties may know of it."""

from __future__ import annotations

from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.agreed import Under
from services.sessions.views import AgreementKnown
from shared.web.problems import not_known_yet


def under(call: SessionsCall, id: UUID) -> Under:
    """Raises 409 for one this service has not heard of, and for one whose party the person asking is not: they are told alike."""
    agreement = call.agreement(id)
    if call.person not in agreement.parties:
        raise not_known_yet("agreement")
    return as_under(agreement)


def as_under(agreement: AgreementKnown) -> Under:
    return Under(
        agreement=agreement.id,
        worker=agreement.worker,
        supervisor=agreement.supervisor,
        agency=agreement.agency,
        placement=agreement.placement,
        kind=agreement.kind,
        in_force=agreement.status == "in-force",
        over=agreement.is_over,
    )
