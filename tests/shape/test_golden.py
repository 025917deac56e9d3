"""Whatever was ever stored is read for ever: each line loads, says the same, and is stored the same again."""

import json
from typing import Any, NamedTuple

import pytest

from shared.facts import Recorded, Sealed, mark_of
from shared.keys import Erased
from shared.sealing import MovedOrAltered, Row, unseal_fields
from tests.each import of_each
from tests.golden import views
from tests.golden.examples import EXAMPLES
from tests.golden.keeping import FACTS, OPENED, kinds, lacking, lines, opened, record_of, shape

STORED = lines()


class Line(NamedTuple):
    """As it was stored, and what it said."""

    number: int
    stored: bytes
    said: bytes


LINES = [Line(number, *both) for number, both in enumerate(zip(STORED, lines(OPENED), strict=True), 1)]
each_line = of_each(LINES, lambda line: f"{line.number} {json.loads(line.stored)['name']}")


def within(part: Any, whole: Any) -> bool:
    """Whether all that one says is said by the other."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(name in whole and within(value, whole[name]) for name, value in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) == len(whole) and all(map(within, part, whole))
    return bool(part == whole)


def with_more(value: Any) -> Any:
    if isinstance(value, list):
        return [with_more(one) for one in value]
    if not isinstance(value, dict) or value.keys() == Sealed.FIELDS:
        return value
    return {name: with_more(one) for name, one in value.items()} | {"of_a_later_version": {"a": [1]}}


def test_every_fact_has_an_example_and_a_line_in_its_present_form() -> None:
    assert kinds().keys() == EXAMPLES.keys()
    assert lacking() == [], "python -m tests.golden.keeping adds them"


def test_no_line_is_there_twice() -> None:
    told = [json.loads(line) for line in STORED]

    assert len({(one["name"], shape(one)) for one in told}) == len(told)
    assert FACTS.read_bytes().endswith(b"\n")


@each_line
def test_a_line_is_read_and_stored_again_the_same(line: Line) -> None:
    again = Recorded.load(line.stored).stored()

    if shape(json.loads(again)) == shape(json.loads(line.stored)):
        assert again == line.stored
    else:  # written before its fact had the fields that it has today
        assert within(json.loads(line.stored), json.loads(again))


@each_line
def test_what_a_line_holds_sealed_opens_to_what_it_said(line: Line) -> None:
    assert within(json.loads(line.said), opened(Recorded.load(line.stored)))


@each_line
def test_a_line_with_fields_of_a_later_version_is_read_as_well(line: Line) -> None:
    later = with_more(json.loads(line.stored))
    later["fact"] = later.pop("fact")  # which stands last, whatever else comes to the envelope
    told = json.dumps(later, separators=(",", ":")).encode()

    assert Recorded.load(told) == Recorded.load(line.stored)


@each_line
def test_a_line_shows_nothing_of_what_it_holds_sealed_C1(line: Line) -> None:
    record, plain = Recorded.load(line.stored), json.loads(line.said)

    for name in type(record.fact).model_fields:
        if mark_of(type(record.fact), name) and isinstance(
            plain.get(name), str
        ):  # a line of old lacks new fields
            assert json.dumps(plain[name]).encode() not in line.stored


@of_each(sorted(EXAMPLES))
def test_an_example_fills_every_field_so_that_its_line_shows_the_whole_form(name: str) -> None:
    dumped = EXAMPLES[name].model_dump(mode="json")

    assert [field for field, value in walked(dumped) if value is None] == []


def walked(value: dict[str, Any], path: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, one in value.items():
        found += walked(one, f"{path}{name}.") if isinstance(one, dict) else [(f"{path}{name}", one)]
    return found


def test_a_line_opens_with_no_other_key() -> None:
    record = record_of(EXAMPLES["agreements.AgreementEnded"])

    with pytest.raises((MovedOrAltered, Erased)):
        unseal_fields(record.fact, lambda prefix: (f"{prefix}:{record.stream_id}", bytes(32)), Row.of(record))


def test_every_version_of_a_view_keeps_the_tables_it_was_given() -> None:
    """A change to them is a new version: a house that has the old ones could not take another fact in."""
    kept, today = views.kept(), views.today()
    assert today.keys() - kept.keys() == set(), "python -m tests.golden.keeping adds them"

    assert {name for name, tables in today.items() if kept[name] != tables} == set()
