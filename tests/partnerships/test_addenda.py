"""Addenda of a partnership: signed for both sides like the terms, and the terms stay as they were signed (A3, A7)."""

from collections.abc import Callable

import pytest

from services.agreements.domain.partnerships import Partnership
from services.agreements.domain.partnerships.addenda import addendum_digest
from services.agreements.domain.partnerships.refusals import (
    NotASide,
    SideHasSigned,
    SignedForTheOtherSide,
)
from services.agreements.domain.refusals import (
    AddendumNotOpen,
    AgreementIsOver,
    NoSuchAddendum,
    NotInForce,
    TermsHaveChanged,
)
from services.agreements.events import Why
from services.agreements.events.partnerships import (
    PartnershipAddendumCameIntoForce,
    PartnershipAddendumProposed,
    PartnershipAddendumSigned,
    PartnershipAddendumWithdrawn,
    PartnershipCameIntoForce,
    PartnershipEnded,
    PartnershipFact,
)
from shared.identity import AgencyId, PersonId
from tests.partnerships.acts import (
    BOTH_SIGNED,
    DILIP,
    ELSEWHERE,
    HARBOUR,
    ID,
    INES,
    LANTERN,
    SALT,
    SIDES,
    TOMASZ,
    drafted,
    given,
    renegotiated,
    signed_anew,
)

TEXT = "In July and August there is no session."
HOLDS = PartnershipAddendumCameIntoForce(number=1)
WITHDRAWN = PartnershipAddendumWithdrawn(by=DILIP, side=HARBOUR, number=1)
NEW_TERMS_BIND = (
    renegotiated(),
    signed_anew(INES, LANTERN),
    signed_anew(DILIP, HARBOUR),
    PartnershipCameIntoForce(terms_version=2),
)


def told(number: int = 1, version: int = 1, text: str = TEXT) -> str:
    return addendum_digest(ID, number, version, SIDES, text, SALT)


def proposed(number: int = 1, version: int = 1) -> PartnershipAddendumProposed:
    return PartnershipAddendumProposed(
        by=INES,
        side=LANTERN,
        number=number,
        terms_version=version,
        text=TEXT,
        salt=SALT.hex(),
        digest=told(number, version),
    )


def signed(by: PersonId, side: AgencyId) -> PartnershipAddendumSigned:
    words = {"printed_name": "As it is printed", "meaning": "We agree."}
    return PartnershipAddendumSigned(by=by, side=side, number=1, digest=told(), **words)


def sign(partnership: Partnership, by: PersonId, side: AgencyId, number: int = 1, digest: str = "") -> None:
    words = {"printed_name": "As it is printed", "meaning": "We agree."}
    partnership.sign_addendum(number, by, side, digest=digest or told(number), **words)


def test_either_side_proposes_one_to_the_terms_in_force_A3() -> None:
    partnership = given(*BOTH_SIGNED)

    assert partnership.propose_addendum(INES, LANTERN, TEXT, SALT) == 1
    assert partnership.propose_addendum(DILIP, HARBOUR, TEXT, SALT) == 2

    assert partnership.new[0] == proposed()
    with pytest.raises(NotInForce):
        given(drafted()).propose_addendum(INES, LANTERN, TEXT, SALT)


def test_it_holds_once_both_sides_have_signed_it_and_the_terms_stay_as_they_were_A7() -> None:
    partnership = given(*BOTH_SIGNED, proposed())

    sign(partnership, INES, LANTERN)
    assert partnership.addendum_standing(partnership.addenda[0]) == "open"
    sign(partnership, DILIP, HARBOUR)

    assert partnership.new == [signed(INES, LANTERN), signed(DILIP, HARBOUR), HOLDS]
    assert partnership.addendum_standing(partnership.addenda[0]) == "in-force"
    assert [one.agency for one in partnership.addenda[0].signatures] == [LANTERN, HARBOUR]
    assert [one.number for one in partnership.versions] == [1]


def test_a_side_signs_it_once_and_nobody_for_both_A7() -> None:
    history = (*BOTH_SIGNED, proposed(), signed(DILIP, HARBOUR))
    for by in (DILIP, TOMASZ):
        with pytest.raises(SideHasSigned):
            sign(given(*history), by, HARBOUR)
    with pytest.raises(SignedForTheOtherSide):
        sign(given(*history), DILIP, LANTERN)
    with pytest.raises(NotASide):
        sign(given(*history), DILIP, ELSEWHERE)


def test_what_is_signed_is_what_was_read_and_there_A3() -> None:
    partnership = given(*BOTH_SIGNED, proposed())
    with pytest.raises(TermsHaveChanged):
        sign(partnership, INES, LANTERN, digest=told(text="Something else."))
    with pytest.raises(NoSuchAddendum):
        sign(partnership, INES, LANTERN, number=2)
    assert partnership.new == []


def test_either_side_withdraws_what_does_not_hold_yet_A3() -> None:
    partnership = given(*BOTH_SIGNED, proposed(), signed(INES, LANTERN))

    partnership.withdraw_addendum(1, DILIP, HARBOUR)

    assert partnership.new == [WITHDRAWN]
    assert partnership.addendum_standing(partnership.addenda[0]) == "withdrawn"


@pytest.mark.parametrize(
    "after",
    [(WITHDRAWN,), (signed(INES, LANTERN), signed(DILIP, HARBOUR), HOLDS), NEW_TERMS_BIND],
    ids=["withdrawn", "in-force", "of-earlier-terms"],
)
def test_what_was_settled_is_neither_signed_nor_withdrawn_A3(after: tuple[PartnershipFact, ...]) -> None:
    partnership = given(*BOTH_SIGNED, proposed(), *after)
    with pytest.raises(AddendumNotOpen):
        sign(partnership, TOMASZ, HARBOUR)
    with pytest.raises(AddendumNotOpen):
        partnership.withdraw_addendum(1, INES, LANTERN)


def test_new_terms_and_the_end_leave_it_behind_A3() -> None:
    ended = PartnershipEnded(by=DILIP, side=HARBOUR, why=Why.COMPLETED)
    for after in (NEW_TERMS_BIND, (ended,)):
        partnership = given(*BOTH_SIGNED, proposed(), *after)
        assert partnership.addendum_standing(partnership.addenda[0]) == "earlier"
    acts: tuple[Callable[[Partnership], object], ...] = (
        lambda one: one.propose_addendum(INES, LANTERN, TEXT, SALT),
        lambda one: sign(one, INES, LANTERN),
        lambda one: one.withdraw_addendum(1, INES, LANTERN),
    )
    for act in acts:
        with pytest.raises(AgreementIsOver):
            act(given(*BOTH_SIGNED, proposed(), ended))


def test_the_digest_tells_two_texts_two_numbers_and_two_versions_apart_A3() -> None:
    assert len({told(), told(number=2), told(version=2), told(text="Otherwise.")}) == 4
