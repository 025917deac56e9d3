"""What a notice fixed and what a disclosure is bound to, as constants: whoever changes a form voids what was fixed by it."""

from hashlib import sha256
from uuid import UUID

from services.sessions.domain.disclosing import Fixed, Recipient, disclosure_id
from services.sessions.events.codes import Ground
from services.sessions.events.concern_parts import Consulted
from services.sessions.notices import NOTICES, latest, text_of
from shared.identity import PersonId

CONCERN, MANAGER, SALT = UUID(int=44), PersonId(UUID(int=13)), bytes(range(32))
GROUNDS = (Ground.DUTY_OF_CARE, Ground.SAFETY)


def test_the_digest_of_a_notice_stays_the_digest_of_the_same_words_C2() -> None:
    fixed = Fixed(MANAGER, "A person was driven home, «twice».")

    assert (
        fixed.digest(SALT, GROUNDS, Consulted.LINE_MANAGER)
        == "9df6c7413c3d3316faf44064fb4aba482f5eaa2f95abebd8261ae21fcd071374"
    )


def test_a_disclosure_keeps_the_id_that_binds_it_C3() -> None:
    made = disclosure_id(CONCERN, 1, GROUNDS, MANAGER, "0" * 16)

    assert str(made) == "a9263bc6-c0f0-5589-8150-d04e036c09aa"
    assert str(Recipient.id_of(made)) == "543d3a1b-cb55-5dfe-9cc6-8eb070edf29a"


def test_the_words_that_went_with_a_disclosure_stay_C3() -> None:
    assert {key: sha256(one.text.encode()).hexdigest() for key, one in NOTICES.items()} == {
        ("plain", 1): "27743097d1280cd8fdbd15004a9a3aeaa8a5d2ec15ff3500105a061cf2deee9e",
        ("42-cfr-2.32", 1): "b60cb3c414c63e3d88bd377a38d54656fd81f3f8edb71f153782317b7280b7fa",
        ("plain", 2): "4b2bab6556d08ad59aa4e898cfa16297e9efc7694d9f685b81d4f8ab43645c12",
        ("42-cfr-2.32", 2): "6aa9c01b536c3ccdf5dbe9be911f89e6d8ebb49427785f48b1e99f89edc6167d",
        ("42-cfr-2.32", 3): "97df9b3b77d95d84f9888fd10e86f3e2553b3eb53830b77bbd0b43ee0fd49ddc",
    }


def test_the_notice_after_part_2_says_that_nothing_is_used_against_whom_it_tells_of_and_what_it_rests_on_C3() -> (
    None
):
    text = text_of(*latest("42-cfr-2.32"))

    assert "42 CFR part 2" in text
    assert "any civil, criminal, administrative or legislative proceeding" in text
    assert "unless they consent, or a court orders it" in text
    assert "limits of that confidentiality, which the worker had acknowledged beforehand" in text
    for superseded in ("written consent", "general authorization"):
        assert superseded not in text
