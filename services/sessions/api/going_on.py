"""Whether two still supervise and are supervised, under an agreement or one that goes on with it (S3); who goes on with a concern (A4)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.concern import Concern
from services.sessions.views import AgreementKnown, agreement_known, memberships, require_heard
from services.sessions.views.relationship import relationship
from shared.identity import PersonId


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


def covering_today(call: SessionsCall, concern: Concern) -> frozenset[PersonId]:
    """Who covers where it was raised, or facilitates that group for its worker: they go on with it, or may take it over.

    Raises Away where that is not known.
    """
    if concern.agreement:
        require_heard(call.desk.shelf, concern.agreement, call.desk.store.now())
        known = agreement_known(call.desk.shelf, concern.agreement)
        if known is None or known.is_over:
            return frozenset()
        return known.covering_today(call.today(known.agency))
    found = memberships(call.desk.shelf, concern.worker, concern.group)
    leading = found[-1].supervised_by if found and found[-1].left_at is None else None
    return frozenset({leading} if leading else ())


def nobody_goes_on_with(call: SessionsCall, concern: Concern) -> bool:
    """Whether its author is gone, and nobody covers who is there: then nobody can close it or withdraw it any more."""
    if not call.relations.erased_among({concern.author}):
        return False
    covering = covering_today(call, concern)
    return covering <= call.relations.erased_among(covering)
