"""Whether two still supervise and are supervised, under an agreement or one that goes on with it (S3)."""

from __future__ import annotations

from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.views.relationship import relationship


def is_over(call: SessionsCall, agreement: UUID) -> bool:
    """Whether an agreement is over, and none that is not goes on with it: then the two supervise and are supervised no more."""
    if not call.agreement(agreement).is_over:
        return False
    since = relationship(call.desk.shelf, call.relations, agreement).since(agreement)
    others = (call.agreement(one) for one in since - {agreement})
    # One that was only drafted binds nobody: else who supervised could go on by themselves.
    return not any(one.in_force_at and not one.is_over for one in others)
