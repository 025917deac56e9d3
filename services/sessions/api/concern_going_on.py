"""Who goes on with a concern besides whoever raised it, so that no agreement's end leaves it with nobody (A4, C2)."""

from __future__ import annotations

from services.sessions.api.calls import SessionsCall
from services.sessions.api.concern_managers import could_go_to
from services.sessions.domain.concern import Concern
from services.sessions.views import (
    AgreementKnown,
    agreement_known,
    agreements_of,
    memberships,
    require_heard,
    sign_ins_of,
)
from shared.identity import AgencyId, PersonId


def goes_on_today(
    call: SessionsCall, concern: Concern, under: list[AgreementKnown] | None = None
) -> frozenset[PersonId]:
    """Who goes on with it today, or may take it over: whoever facilitates that group, or supervises or covers under what `goes_on_under` tells (`under`, where that is known).

    Once supervision where it was raised is over, only whoever holds a role of those who supervise; and where its author can sign
    in no more, whoever took it over last as long as they do, and nobody beside them: else the worker would end the steps by
    ending an agreement, or by signing one with a friend. Raises Away where that is not known.
    """
    leading = _leading(call, concern)
    if leading and not can_sign_in_no_more(call, leading):
        return frozenset({leading})
    if under is None:
        under = goes_on_under(call, concern)
    found = frozenset[PersonId]().union(*(call.supervising_on(one, call.today(one.agency)) for one in under))
    if concern.agreement in {one.id for one in under}:
        return found
    if concern.cover and _keeps_it(call, concern, concern.cover):
        return frozenset({concern.cover})
    # An agreement alone makes nobody one who supervises.
    return frozenset(one for one in found if call.supervises(one, _agency(concern)))


def goes_on_under(call: SessionsCall, concern: Concern) -> list[AgreementKnown]:
    """That under which it was raised; once that is over, those of the same two at that agency, and where its author can sign in no more, any by which its worker is supervised there."""
    raised = agreement_known(call.desk.shelf, concern.agreement) if concern.agreement else None
    if concern.agreement:
        require_heard(call.desk.shelf, concern.agreement, call.desk.store.now())
    if raised and not raised.is_over:
        return [raised]
    gone = can_sign_in_no_more(call, concern.author)
    found = [
        one
        for one in agreements_of(call.desk.shelf, concern.worker)
        if (one.worker, one.agency, one.status) == (concern.worker, concern.agency, "in-force")
        and (gone or (raised and one.supervisor == raised.supervisor))
    ]
    for one in found:
        require_heard(call.desk.shelf, one.id, call.desk.store.now())
    return found


def can_sign_in_no_more(call: SessionsCall, person: PersonId) -> bool:
    """Whether no sign-in is left to somebody, as to nobody of whom it was erased who they were."""
    if sign_ins_of(call.desk.shelf, person).any:
        return False
    call.relations.require_fresh()
    return True


def nobody_goes_on_with(call: SessionsCall, concern: Concern) -> bool:
    """Whether its author can sign in no more, and nobody is there who may: then nobody can close it or withdraw it any more.

    Nobody takes over what could go to them. Whom it is about does not either; but that is sealed, so they count as there.
    """
    if not can_sign_in_no_more(call, concern.author):
        return False
    unfit = could_go_to(call, _agency(concern), concern.placement) - {concern.cover}
    return all(can_sign_in_no_more(call, one) for one in goes_on_today(call, concern) - unfit)


def _leading(call: SessionsCall, concern: Concern) -> PersonId | None:
    """Who facilitates the group for its worker."""
    if concern.group is None:
        return None
    found = memberships(call.desk.shelf, concern.worker, concern.group)
    return found[-1].supervised_by if found and found[-1].left_at is None else None


def _agency(concern: Concern) -> AgencyId:
    assert concern.agency is not None
    return concern.agency


def _keeps_it(call: SessionsCall, concern: Concern, cover: PersonId) -> bool:
    """Whether whoever took it over last does, since its author can sign in no more and they can."""
    if not can_sign_in_no_more(call, concern.author) or can_sign_in_no_more(call, cover):
        return False
    return call.supervises(cover, _agency(concern))
