"""Whether two still supervise and are supervised, under an agreement or one that goes on with it (S3)."""

from __future__ import annotations

from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.views.relationship import relationship


def is_over(call: SessionsCall, agreement: UUID) -> bool:
    """Whether an agreement is over, and none that is not goes on with it: then the two supervise and are supervised no more."""
    since = relationship(call.desk.shelf, agreement).since(agreement)
    return all(call.agreement(one).is_over for one in since)
