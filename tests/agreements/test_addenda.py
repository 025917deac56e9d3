"""Addenda: signed by both like the terms, and the terms stay as they were signed (A3)."""

import pytest

from services.agreements.domain.addenda import digest
from services.agreements.domain.agreement import Agreement
from services.agreements.domain.parts import Placed
from services.agreements.domain.refusals import (
    AddendumNotOpen,
    AgreementIsOver,
    AlreadySigned,
    NoSuchAddendum,
    NotAParty,
    NotInForce,
    PlacementHasEnded,
    TermsHaveChanged,
)
from services.agreements.events import (
    AddendumCameIntoForce,
    AddendumProposed,
    AddendumSigned,
    AddendumWithdrawn,
    AgreementCameIntoForce,
    AgreementEnded,
    AgreementFact,
    PlacementEndNoted,
    Why,
)
from shared.identity import PersonId
from tests.agreements.acts import (
    BOTH_SIGNED,
    ID,
    PLACED,
    PLACEMENT,
    PLACEMENT_OVER,
    SALT,
    STRANGER,
    SUPERVISOR,
    WORKER,
    drafted,
    given,
    renegotiated,
    signed_anew,
)

TEXT = "In July and August we meet every second week."


def told(number: int = 1, version: int = 1, text: str = TEXT) -> str:
    return digest(ID, number, version, (WORKER, SUPERVISOR), text, SALT)


def proposed(number: int = 1, version: int = 1) -> AddendumProposed:
    return AddendumProposed(
        by=WORKER,
        number=number,
        terms_version=version,
        text=TEXT,
        salt=SALT.hex(),
        digest=told(number, version),
    )


def signed(by: PersonId, number: int = 1) -> AddendumSigned:
    return AddendumSigned(
        by=by, number=number, digest=told(number), printed_name="As printed", meaning="I agree."
    )


def sign(
    agreement: Agreement, by: PersonId, number: int = 1, digest: str | None = None, placed: Placed = PLACED
) -> None:
    agreement.sign_addendum(
        number,
        by,
        digest=digest or told(number),
        printed_name="As printed",
        meaning="I agree.",
        placed=placed,
    )


IN_FORCE: tuple[AgreementFact, ...] = (
    *BOTH_SIGNED,
    proposed(),
    signed(WORKER),
    signed(SUPERVISOR),
    AddendumCameIntoForce(number=1),
)
ANEW: tuple[AgreementFact, ...] = (
    renegotiated(),
    signed_anew(WORKER),
    signed_anew(SUPERVISOR),
    AgreementCameIntoForce(terms_version=2),
)


def standings(agreement: Agreement) -> list[str]:
    return [agreement.addendum_standing(one) for one in agreement.addenda]


def test_what_is_proposed_belongs_to_the_terms_in_force_A3() -> None:
    agreement = given(*BOTH_SIGNED)
    assert agreement.propose_addendum(WORKER, TEXT, SALT) == 1
    assert agreement.new == [proposed()]
    assert standings(agreement) == ["open"]


def test_an_addendum_holds_once_both_have_signed_it_A3() -> None:
    agreement = given(*BOTH_SIGNED, proposed())
    sign(agreement, SUPERVISOR)
    assert standings(agreement) == ["open"]
    sign(agreement, WORKER)

    assert agreement.new == [signed(SUPERVISOR), signed(WORKER), AddendumCameIntoForce(number=1)]
    assert standings(agreement) == ["in-force"]
    assert agreement.status == "in-force"


def test_signing_an_addendum_touches_neither_terms_nor_their_signatures_A3() -> None:
    before, after = given(*BOTH_SIGNED), given(*IN_FORCE)
    assert (after.versions, after.signatures, after.in_force) == (
        before.versions,
        before.signatures,
        before.in_force,
    )


def test_a_draft_is_simply_revised_A3() -> None:
    with pytest.raises(NotInForce):
        given(drafted()).propose_addendum(WORKER, TEXT, SALT)


def test_only_the_parties_add_sign_and_withdraw_A1() -> None:
    with pytest.raises(NotAParty):
        given(*BOTH_SIGNED).propose_addendum(STRANGER, TEXT, SALT)
    with pytest.raises(NotAParty):
        sign(given(*BOTH_SIGNED, proposed()), STRANGER)
    with pytest.raises(NotAParty):
        given(*BOTH_SIGNED, proposed()).withdraw_addendum(1, STRANGER)


def test_nothing_is_added_to_what_is_over_A3() -> None:
    over = (*BOTH_SIGNED, proposed(), AgreementEnded(by=WORKER, why=Why.COMPLETED))
    with pytest.raises(AgreementIsOver):
        given(*over).propose_addendum(WORKER, TEXT, SALT)
    with pytest.raises(AgreementIsOver):
        sign(given(*over), WORKER)
    assert standings(given(*over)) == ["earlier"]


def test_a_signature_is_given_to_the_addendum_that_was_read_A2() -> None:
    with pytest.raises(TermsHaveChanged):
        sign(given(*BOTH_SIGNED, proposed()), WORKER, digest=told(text="Something else."))
    with pytest.raises(AlreadySigned):
        sign(given(*BOTH_SIGNED, proposed(), signed(WORKER)), WORKER)


def test_the_digest_tells_apart_agreement_number_version_parties_and_words_A2() -> None:
    digests = {
        told(),
        told(number=2),
        told(version=2),
        told(text=TEXT + " "),
        digest(PLACEMENT, 1, 1, (WORKER, SUPERVISOR), TEXT, SALT),
        digest(ID, 1, 1, (SUPERVISOR, WORKER), TEXT, SALT),
        digest(ID, 1, 1, (WORKER, SUPERVISOR), TEXT, bytes(32)),
    }
    assert len(digests) == 7


@pytest.mark.parametrize(
    "history",
    [
        IN_FORCE,
        (*BOTH_SIGNED, proposed(), AddendumWithdrawn(by=WORKER, number=1)),
        (*BOTH_SIGNED, proposed(), *ANEW),
    ],
    ids=["signed by both", "withdrawn", "of terms that no longer bind"],
)
def test_what_is_settled_is_neither_signed_nor_withdrawn_A3(history: tuple[AgreementFact, ...]) -> None:
    with pytest.raises(AddendumNotOpen):
        sign(given(*history), WORKER)
    with pytest.raises(AddendumNotOpen):
        given(*history).withdraw_addendum(1, SUPERVISOR)


def test_either_party_withdraws_what_not_both_have_signed_A3() -> None:
    agreement = given(*BOTH_SIGNED, proposed(), signed(WORKER))
    agreement.withdraw_addendum(1, SUPERVISOR)
    assert agreement.new == [AddendumWithdrawn(by=SUPERVISOR, number=1)]
    assert standings(agreement) == ["withdrawn"]


def test_an_addendum_holds_as_long_as_its_terms_do_A3() -> None:
    while_renegotiated = given(*IN_FORCE, renegotiated())
    assert standings(while_renegotiated) == ["in-force"]
    replaced = given(*IN_FORCE, *ANEW)
    assert standings(replaced) == ["earlier"]
    assert replaced.propose_addendum(WORKER, TEXT, SALT) == 2


def test_there_is_no_addendum_of_another_number_A3() -> None:
    for number in (0, 2):
        with pytest.raises(NoSuchAddendum):
            sign(given(*BOTH_SIGNED, proposed()), WORKER, number=number)


def test_a_placement_that_ended_lets_nothing_new_be_signed_D6() -> None:
    with pytest.raises(PlacementHasEnded):
        sign(given(*BOTH_SIGNED, proposed()), WORKER, placed=PLACEMENT_OVER)
    with pytest.raises(PlacementHasEnded):
        sign(given(*BOTH_SIGNED, proposed(), PlacementEndNoted(placement=PLACEMENT)), WORKER)
