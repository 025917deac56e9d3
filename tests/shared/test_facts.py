"""Facts and their stored bytes: the same for ever, lenient on reading, strict on writing (C1, A3)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated, Any, cast
from uuid import UUID, uuid4

import pytest
from hypothesis import given as whenever
from hypothesis import settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from services.agreements.events import AgreementDrafted, AgreementEnded, Kind, Terms, Why
from services.directory.events import AgencyAdded, Details, PersonAdded
from shared.facts import (
    STORED,
    Fact,
    Personal,
    Private,
    Recorded,
    Sealed,
    UnknownFact,
    load_fact,
    mark_of,
    utc_text,
)
from shared.facts.marks import CLOSED, Bounds
from shared.sealing import Row, seal_fields
from tests.agreements.acts import AGENCY, ID, WORKER, drafted

SEALED = {"v": 1, "k": "rk:x", "n": "AAAA", "c": "AAAA", "m": "AAAA"}
AT = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
PEOPLE: list[Any] = [WORKER, "operator", "time", "respondent"]


def recorded(fact: Fact, **other: Any) -> Recorded:
    told: dict[str, Any] = {
        "id": UUID(int=5),
        "service": "agreements",
        "stream_type": "agreement",
        "stream_id": ID,
        "stream_version": 1,
        "recorded_at": AT,
        "actor": WORKER,
        "client": "alongside-cli",
        "on_behalf_of": None,
        "agency": AGENCY,
        "correlation": UUID(int=6),
        "causation": None,
        "traceparent": None,
        "once": None,
        "policy_version": "0" * 16,
        "identity_source": "dev",
        "directory_position": 7,
        "fact": fact,
    }
    return Recorded(**told | other)


def sealed(fact: Fact) -> Fact:
    row = Row(AGENCY, "agreement", ID, 1, fact.kind)
    return seal_fields(fact, lambda prefix: (f"{prefix}:{ID}", bytes(32)), row)


def compact(whole: dict[str, Any]) -> bytes:
    return json.dumps(whole, separators=(",", ":")).encode()


def with_more(value: Any) -> Any:
    """What a later version of the house may have written: a further field in every object."""
    if not isinstance(value, dict):
        return value
    more = {name: with_more(one) for name, one in value.items()}
    return more if value.keys() == Sealed.FIELDS else more | {"of_a_later_version": [{"a": 1}]}


def test_what_was_stored_is_read_back_the_same_to_the_byte() -> None:
    record = recorded(sealed(drafted()))

    again = Recorded.load(record.stored())

    assert again == record
    assert again.stored() == record.stored()


@settings(max_examples=100)
@whenever(
    st.sampled_from(PEOPLE),
    st.none() | st.text(max_size=20),
    st.none() | st.uuids(),
    st.datetimes(min_value=datetime(1970, 1, 2), timezones=st.just(timezone(timedelta(hours=10)))),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=50),
)
def test_any_envelope_is_read_back_the_same(
    actor: Any, client: str | None, other: UUID | None, at: datetime, name: str
) -> None:
    fact = AgencyAdded(name=name, side="host", time_zone="UTC", locale="en-GB")
    if client is not None and not client.isprintable():
        client = None
    record = recorded(
        fact, actor=actor, client=client, on_behalf_of=other, causation=other, agency=other, recorded_at=at
    )

    again = Recorded.load(record.stored())

    assert again == record
    assert again.stored() == record.stored()


def test_stored_bytes_are_one_json_with_the_name_first_and_utc_times() -> None:
    stored = recorded(AgreementEnded(by=WORKER, why=Why.OTHER)).stored()

    assert stored.startswith(b'{"v":1,"name":"agreements.AgreementEnded","id":"')
    assert json.loads(stored)["recorded_at"] == "2026-03-02T09:00:00.123456Z"
    assert b"\n" not in stored
    assert b": " not in stored


def test_times_as_text_sort_as_times() -> None:
    times = [AT + timedelta(microseconds=step) for step in (-1, 0, 1, 10**6, 10**9)]

    assert sorted(map(utc_text, times)) == [utc_text(at) for at in times]
    assert utc_text(AT.astimezone(timezone(timedelta(hours=-5)))) == utc_text(AT)


def test_the_fact_alone_is_the_fact_of_the_record_and_shows_only_that_something_is_sealed_C1() -> None:
    record = recorded(sealed(drafted()))
    told = cast("AgreementDrafted", record.fact)
    shut = {name: CLOSED for name in Terms.model_fields if isinstance(getattr(told.terms, name), Sealed)}
    closed = told.model_copy(update={"salt": CLOSED, "terms": told.terms.model_copy(update=shut)})

    assert shut
    assert load_fact(record.stored()) == closed
    assert Recorded.load(record.stored(), shut=True) == replace(record, fact=closed)


def test_what_was_not_read_is_not_written_either() -> None:
    unread = load_fact(recorded(sealed(drafted())).stored())

    with pytest.raises(ValueError, match="was not read"):
        sealed(unread)


def test_a_fact_with_nothing_sealed_in_it_is_read_whole_either_way() -> None:
    record = recorded(AgreementEnded(by=WORKER, why=Why.OTHER))

    assert load_fact(record.stored()) == record.fact
    assert Recorded.load(record.stored(), shut=True) == record


def test_fields_that_a_later_version_added_are_left_out_on_reading() -> None:
    record = recorded(sealed(drafted()))

    later = with_more(json.loads(record.stored()))
    later["fact"] = later.pop("fact")  # which stands last, whatever else comes to the envelope

    assert Recorded.load(compact(later)) == record


@pytest.mark.parametrize(
    "missing", ["id", "actor", "agency", "correlation", "fact", "name", "policy_version"]
)
def test_a_record_that_lacks_part_of_its_envelope_is_not_read(missing: str) -> None:
    whole = json.loads(recorded(AgreementEnded(by=WORKER, why=Why.OTHER)).stored())
    del whole[missing]

    with pytest.raises((KeyError, ValueError)):
        Recorded.load(compact(whole))


def test_a_fact_of_an_unknown_name_is_told_as_such() -> None:
    whole = json.loads(recorded(AgreementEnded(by=WORKER, why=Why.OTHER)).stored())
    whole["name"] = "agreements.AgreementFramed"

    with pytest.raises(UnknownFact, match="AgreementFramed"):
        Recorded.load(compact(whole))


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (AgreementEnded, {"by": str(WORKER), "why": "other", "later": 1}),
        (Terms, {"kind": "both", "later": 1}),
        (Details, {"name": "Maya", "later": 1}),
    ],
    ids=["fact", "terms", "details"],
)
def test_nobody_writes_a_field_that_is_not_known(kind: type[BaseModel], told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="later"):
        kind.model_validate(told)


def test_a_fact_does_not_change() -> None:
    with pytest.raises(ValidationError):
        AgreementEnded(by=WORKER, why=Why.OTHER).why = Why.REVIEW  # type: ignore[misc]


def test_no_two_facts_share_a_name() -> None:
    with pytest.raises(TypeError, match="already names AgreementEnded"):

        class Another(Fact, kind="agreements.AgreementEnded"):
            pass


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Terms, {"kind": "both", "place": SEALED}),
        (Terms, {"kind": "both", "objectives": SEALED}),
        (Terms, {"kind": "both", "topics": SEALED}),
        (Details, {"name": SEALED}),
        (AgreementEnded, {"by": str(WORKER), "why": "other", "words": SEALED}),
    ],
    ids=["text", "objectives", "topics", "name", "words"],
)
def test_a_sealed_value_comes_from_a_store_and_from_no_caller_C1(
    kind: type[BaseModel], told: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        kind.model_validate(told)
    with pytest.raises(ValidationError):
        kind.model_validate_json(json.dumps(told))
    with pytest.raises(ValidationError):
        kind.model_validate(told, context=STORED)
    assert kind.model_validate_json(json.dumps(told), context=STORED, extra="ignore")


@pytest.mark.parametrize(
    "stored",
    [SEALED | {"v": 2}, {"k": "rk:x"}],
    ids=["of another form", "with less"],
)
def test_what_only_looks_sealed_is_not_read(stored: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Details.model_validate_json(json.dumps({"name": stored}), context=STORED, extra="ignore")

    whole = json.loads(recorded(sealed(drafted())).stored())
    whole["fact"]["salt"] = stored
    with pytest.raises(ValidationError):
        load_fact(compact(whole))


@pytest.mark.parametrize("model", [Terms, Details, AgreementDrafted, PersonAdded])
def test_callers_are_shown_the_plain_type_alone_C1(model: type[BaseModel]) -> None:
    shown = json.dumps(model.model_json_schema())

    assert "Sealed" not in shown
    assert '"m":' not in shown


class Everything(BaseModel):
    model_config = ConfigDict(frozen=True)
    plain: str
    content: Private[str]
    who: Personal[str | None] = None


def test_a_field_says_how_it_is_sealed() -> None:
    marks = {name: mark_of(Everything, name) for name in Everything.model_fields}

    assert {name: mark.prefix if mark else None for name, mark in marks.items()} == {
        "plain": None,
        "content": "rk",
        "who": "pk",
    }


def test_an_error_of_a_fact_does_not_echo_what_was_sent_C1() -> None:
    with pytest.raises(ValidationError) as error:
        AgreementEnded.model_validate(
            {"by": "MARKER", "why": "MARKER", "words": ["MARKER"], "more": "MARKER"}
        )

    assert "MARKER" not in str(error.value)


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (Terms, {"kind": "both", "place": 5.5, "aims": ["MARKER"]}),
        (Details, {"name": ["MARKER"]}),
    ],
    ids=["terms", "details"],
)
def test_an_error_of_what_a_fact_holds_does_not_echo_what_was_sent_C1(
    model: type[BaseModel], told: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError) as error:
        model.model_validate(told)

    assert "MARKER" not in str(error.value)


def test_a_sealed_fact_is_dumped_with_its_envelope_keys_only() -> None:
    fact = sealed(drafted()).model_dump(mode="json")

    assert fact["salt"].keys() == Sealed.FIELDS
    assert fact["terms"]["place"].keys() == Sealed.FIELDS
    assert fact["terms"]["kind"] == Kind.PROFESSIONAL_DEVELOPMENT.value
    assert fact["terms"]["aims"] is None


def test_plain_values_are_dumped_as_json_before_they_are_sealed() -> None:
    fact = drafted().model_dump(mode="json")

    assert fact["terms"]["objectives"] == [
        {"purpose": "formative", "of": "worker", "text": "Grow surer.", "expected_outcome": None}
    ]
    assert json.dumps(fact)


def test_a_record_names_its_fact() -> None:
    assert recorded(AgreementEnded(by=WORKER, why=Why.OTHER), id=uuid4()).name == "agreements.AgreementEnded"


def test_a_record_that_is_not_read_repeats_nothing_of_what_it_held_C1() -> None:
    whole = json.loads(
        recorded(AgreementEnded(by=WORKER, why=Why.OTHER), client="canary-in-an-envelope").stored()
    )
    del whole["correlation"]
    with pytest.raises(ValidationError) as refused:
        Recorded.load(compact(whole))
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["\u200b", " \u00a0\ufeff", "\u200b\u202e", "", "\t\n", "a\x01", "\x7fa", "\x85"]
)
def test_words_that_nobody_sees_and_control_characters_are_not_written_and_what_is_stored_is_read(
    text: str,
) -> None:
    words: TypeAdapter[str] = TypeAdapter(Annotated[str, Bounds(300)])

    with pytest.raises(ValidationError):
        words.validate_python(text)
    assert words.validate_python(text, context=STORED) == text


@pytest.mark.parametrize(
    "text", ["a", "Zwei\nZeilen\tund mehr", "\u0928\u093f", "\U0001f469\u200d\U0001f527", "?", "שלום"]
)
def test_words_of_any_script_are_written(text: str) -> None:
    words: TypeAdapter[str] = TypeAdapter(Annotated[str, Bounds(300)])

    assert words.validate_python(text) == text
