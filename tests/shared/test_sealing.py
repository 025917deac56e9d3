"""Sealed values open for their row and key alone; any alteration is told from an erasure (C1, C5)."""

from base64 import b64decode, b64encode
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whenever
from hypothesis import settings
from hypothesis import strategies as st
from pydantic import BaseModel

from services.agreements.events import Kind, Objective, Party, Purpose, Terms
from services.directory.events import PeerBackgroundDeclared
from shared.facts import Personal, Private, Sealed
from shared.sealing import (
    SALT_BYTES,
    STEP,
    MovedOrAltered,
    Row,
    salted_digest,
    seal,
    seal_fields,
    unseal,
    unseal_fields,
)

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
ID = UUID(int=1)
KEY_ID = f"rk:{ID}"
ROW = Row(UUID(int=2), "agreement", ID, 3, "agreements.TermsRevised")
OTHER_ROWS = {
    "agency": replace(ROW, agency=UUID(int=9)),
    "no agency": replace(ROW, agency=None),
    "stream_type": replace(ROW, stream_type="agreemen"),
    "stream_id": replace(ROW, stream_id=UUID(int=9)),
    "stream_version": replace(ROW, stream_version=4),
    "name": replace(ROW, name="agreements.TermsRevise"),
    "shifted": replace(ROW, stream_type="agreementa", name="greements.TermsRevised"),
}


def keys(prefix: str) -> tuple[str, bytes]:
    return f"{prefix}:{ID}", KEY


def turned(text: str, bit: int) -> str:
    """The same bytes with one bit turned over."""
    raw = bytearray(b64decode(text))
    raw[bit // 8] ^= 1 << bit % 8
    return b64encode(raw).decode()


def with_part(sealed: Sealed, part: str, other: str) -> Sealed:
    return Sealed(**sealed.dump() | {part: other})


def bits(text: str) -> range:
    return range(len(b64decode(text)) * 8)


@settings(max_examples=100)
@whenever(st.binary(max_size=1000), st.text(max_size=30), st.binary(min_size=32, max_size=32))
def test_what_was_sealed_opens_unchanged(plain: bytes, field: str, key: bytes) -> None:
    sealed = seal(key, KEY_ID, ROW, field, plain)

    assert unseal(key, KEY_ID, ROW, field, sealed) == plain


@pytest.mark.parametrize("part", ["n", "c", "m"])
def test_every_single_bit_turned_over_is_found(part: str) -> None:
    sealed = seal(KEY, KEY_ID, ROW, "terms.place", b"The quiet room")
    text = getattr(sealed, part)

    opened = []
    for bit in bits(text):
        try:
            unseal(KEY, KEY_ID, ROW, "terms.place", with_part(sealed, part, turned(text, bit)))
            opened.append(bit)
        except MovedOrAltered:
            pass

    assert len(bits(text)) >= 96
    assert opened == []


@pytest.mark.parametrize("part", ["n", "c", "m"])
@pytest.mark.parametrize("other", ["", "A", "AAAA", "no base64!", "ä", "A" * 5000])
def test_what_was_never_sealed_is_found(part: str, other: str) -> None:
    sealed = seal(KEY, KEY_ID, ROW, "terms.place", b"The quiet room")

    with pytest.raises(MovedOrAltered):
        unseal(KEY, KEY_ID, ROW, "terms.place", with_part(sealed, part, other))


@pytest.mark.parametrize("row", OTHER_ROWS.values(), ids=OTHER_ROWS)
def test_a_value_moved_to_another_row_is_found(row: Row) -> None:
    sealed = seal(KEY, KEY_ID, ROW, "terms.place", b"The quiet room")

    with pytest.raises(MovedOrAltered):
        unseal(KEY, KEY_ID, row, "terms.place", sealed)


def test_every_part_of_a_rows_identity_was_changed_above() -> None:
    assert {field.name for field in fields(Row)} <= OTHER_ROWS.keys()


@pytest.mark.parametrize("field", ["terms.plac", "terms.aims", "place", ""])
def test_a_value_moved_to_another_field_is_found(field: str) -> None:
    sealed = seal(KEY, KEY_ID, ROW, "terms.place", b"The quiet room")

    with pytest.raises(MovedOrAltered):
        unseal(KEY, KEY_ID, ROW, field, sealed)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(MovedOrAltered):
        unseal(OTHER_KEY, KEY_ID, ROW, "f", seal(KEY, KEY_ID, ROW, "f", b"x"))


def test_the_name_of_another_key_does_not_open_it() -> None:
    sealed = seal(KEY, KEY_ID, ROW, "f", b"x")

    for name, value in ((f"pk:{ID}", sealed), (KEY_ID, replace(sealed, k=f"pk:{ID}"))):
        with pytest.raises(MovedOrAltered):
            unseal(KEY, name, ROW, "f", value)


def test_parts_of_two_values_do_not_make_a_third() -> None:
    one, other = (seal(KEY, KEY_ID, ROW, "f", text) for text in (b"one", b"other"))

    with pytest.raises(MovedOrAltered):
        unseal(KEY, KEY_ID, ROW, "f", replace(one, c=other.c))


@settings(max_examples=100)
@whenever(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_no_two_rows_bind_alike(a: str, b: str, c: str, d: str) -> None:
    one = replace(ROW, stream_type=a, name=b).bind("f", "k")
    other = replace(ROW, stream_type=c, name=d).bind("f", "k")

    assert (one == other) == ((a, b) == (c, d))


@pytest.mark.parametrize(
    ("length", "steps"),
    [(0, 1), (1, 1), (STEP - 1, 1), (STEP, 2), (2 * STEP - 1, 2), (2 * STEP, 3), (4000, 16)],
)
def test_a_length_is_told_in_steps_only(length: int, steps: int) -> None:
    sealed = seal(KEY, KEY_ID, ROW, "f", b"x" * length)

    assert len(b64decode(sealed.c)) == steps * STEP + 16


def test_what_looks_like_padding_is_kept() -> None:
    plain = b"\x80\x00\x00\x80" * 3 + b"\x00"

    assert unseal(KEY, KEY_ID, ROW, "f", seal(KEY, KEY_ID, ROW, "f", plain)) == plain


def test_the_same_words_look_different_each_time() -> None:
    sealed = [seal(KEY, KEY_ID, ROW, "f", b"The quiet room") for _ in range(100)]

    assert len({one.c for one in sealed}) == len({one.n for one in sealed}) == 100


def test_a_sealed_value_shows_nothing_of_its_plain_one() -> None:
    sealed = seal(KEY, KEY_ID, ROW, "f", b"The quiet room")

    shown = b"".join(b64decode(text) for text in (sealed.n, sealed.c, sealed.m)) + repr(sealed).encode()
    assert b"quiet" not in shown
    assert sha256(b"The quiet room").digest() not in shown


class Nested(BaseModel):
    words: Private[str | None] = None
    name: Personal[str | None] = None
    code: str = "plain"


class Outer(BaseModel):
    words: Private[str | None] = None
    inner: Nested = Nested()


def test_only_what_is_marked_is_sealed_however_deep() -> None:
    sealed = seal_fields(Outer(words="a", inner=Nested(words="b", name="c")), keys, ROW)

    assert isinstance(sealed.words, Sealed)
    assert isinstance(sealed.inner.words, Sealed)
    assert isinstance(sealed.inner.name, Sealed)
    assert [one.k[:2] for one in (sealed.words, sealed.inner.words, sealed.inner.name)] == ["rk", "rk", "pk"]
    assert sealed.inner.code == "plain"


def test_a_field_and_one_of_the_same_name_within_do_not_change_places() -> None:
    sealed = seal_fields(Outer(words="a", inner=Nested(words="b")), keys, ROW)
    moved = sealed.model_copy(update={"words": sealed.inner.words})

    with pytest.raises(MovedOrAltered):
        unseal_fields(moved, keys, ROW)


def test_what_is_absent_stays_visibly_absent() -> None:
    sealed = seal_fields(Terms(kind=Kind.BOTH, place="Here"), keys, ROW)

    assert isinstance(sealed.place, Sealed)
    assert sealed.aims is None
    assert sealed.objectives is None


@pytest.mark.parametrize("worked", [True, False])
def test_a_no_is_sealed_like_a_yes_D8(worked: bool) -> None:
    fact = PeerBackgroundDeclared(worked_in_peer_role=worked)

    sealed = seal_fields(fact, keys, ROW)

    assert isinstance(sealed.worked_in_peer_role, Sealed)
    assert unseal_fields(sealed, keys, ROW) == fact


def test_what_is_sealed_already_stays_as_it_is() -> None:
    once = seal_fields(Outer(words="a"), keys, ROW)

    assert seal_fields(once, keys, ROW) == once


@settings(max_examples=50)
@whenever(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=50), max_size=5))
def test_a_whole_record_opens_as_it_was_sealed(words: str, texts: list[str]) -> None:
    objectives = tuple(
        Objective.model_construct(
            purpose=Purpose.FORMATIVE, of=Party.WORKER, text=text, expected_outcome=None
        )
        for text in texts
        if text == text.strip()
    )
    terms = Terms.model_construct(
        kind=Kind.BOTH, objectives=objectives or None, place="x" + words.strip() + "x"
    )

    assert unseal_fields(seal_fields(terms, keys, ROW), keys, ROW) == terms


def later(objective: dict[str, Any]) -> Terms:
    """Terms whose sealed objective was written by a version of the house that knows more."""
    text = Objective(purpose=Purpose.FORMATIVE, of=Party.WORKER, text="a").model_dump_json()[:-1]
    told = f"[{text},{str(objective)[1:]}]".replace("'", '"').encode()
    sealed = seal(KEY, KEY_ID, ROW, "objectives", told)
    return Terms(kind=Kind.BOTH).model_copy(update={"objectives": sealed})


def test_what_a_later_version_sealed_besides_is_left_out_on_opening() -> None:
    opened = unseal_fields(later({"weight": "MARKER"}), keys, ROW)

    assert opened.objectives == (Objective(purpose=Purpose.FORMATIVE, of=Party.WORKER, text="a"),)


def test_what_cannot_be_read_after_opening_is_not_shown_in_the_error() -> None:
    sealed = seal(KEY, KEY_ID, ROW, "objectives", b'[{"text":"MARKER"}]')

    with pytest.raises(Exception) as error:
        unseal_fields(Terms(kind=Kind.BOTH).model_copy(update={"objectives": sealed}), keys, ROW)

    assert "MARKER" not in str(error.value)


def test_a_salted_digest_tells_texts_apart_and_nothing_without_its_salt() -> None:
    salt, other = bytes(SALT_BYTES), bytes([1] * SALT_BYTES)

    assert salted_digest(salt, {"b": 1, "a": "é"}) == sha256(salt + '{"a":"é","b":1}'.encode()).hexdigest()
    assert salted_digest(salt, {"a": 1}) == salted_digest(salt, {"a": 1})
    assert (
        len({salted_digest(salt, {"a": 1}), salted_digest(other, {"a": 1}), salted_digest(salt, {"a": 2})})
        == 3
    )


def test_every_seal_uses_a_nonce_of_its_own_for_every_row() -> None:
    rows = [replace(ROW, stream_id=uuid4()) for _ in range(20)]

    assert len({seal(KEY, KEY_ID, row, "f", b"x").n for row in rows}) == 20


def test_only_what_is_named_is_opened() -> None:
    terms = Terms(kind=Kind.BOTH, place="MARKER")
    sealed = seal_fields(terms, keys, ROW)

    assert unseal_fields(sealed, keys, ROW, ("place",)).place == "MARKER"
    assert unseal_fields(sealed, keys, ROW, ("another",)) == sealed
