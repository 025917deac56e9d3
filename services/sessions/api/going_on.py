"""Whether two still supervise and are supervised, under an agreement or one that goes on with it (S3)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.views import AgreementKnown
from services.sessions.views.relationship import relationship


def is_over(call: SessionsCall, agreement: UUID) -> bool:
    """Whether an agreement is over, and none that is not goes on with it: then the two supervise and are supervised no more."""
    return over_since(call, agreement) is not None


def over_since(call: SessionsCall, agreement: UUID) -> datetime | None:
    """Since when that is so; None while it is not."""
    if not call.agreement(agreement).is_over:
        return None
    since = relationship(call.desk.shelf, call.relations, agreement).since(agreement)
    known = [call.agreement(one) for one in since]
    # One that was only drafted binds nobody: else who supervised could go on by themselves.
    if any(one.in_force_at and not one.is_over for one in known):
        return None
    return max(_ended(call, one) for one in known if one.is_over)


def _ended(call: SessionsCall, known: AgreementKnown) -> datetime:
    """When a party ended it, or when its last day was over."""
    if known.over_at:
        return known.over_at
    assert known.ends  # what nobody ended ran out
    return call.relations.day_ends(known.agency, known.ends)
