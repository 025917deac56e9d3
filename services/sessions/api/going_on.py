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


def over_for_keeping_since(call: SessionsCall, agreement: UUID) -> datetime | None:
    """Since when it is over for keeping (C5), which is also once its worker's placement is, although neither party ended it.

    Whoever is erased has no placement any more, so this holds of them too. Nothing but keeping goes by it: what the two may do
    lasts as long as their agreement (A1).
    """
    ends = (over_since(call, agreement), _placement_over_since(call, call.agreement(agreement)))
    return min(filter(None, ends), default=None)


def _placement_over_since(call: SessionsCall, known: AgreementKnown) -> datetime | None:
    placement = call.relations.placement(known.placement)
    if placement is None or not placement.is_over(call.today(placement.agency)):
        return None
    assert placement.ends  # what is over has a last day
    return call.relations.day_ends(placement.agency, placement.ends)


def _ended(call: SessionsCall, known: AgreementKnown) -> datetime:
    """When a party ended it, or when its last day was over."""
    if known.over_at:
        return known.over_at
    assert known.ends  # what nobody ended ran out
    return call.relations.day_ends(known.agency, known.ends)
