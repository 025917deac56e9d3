"""What is kept longer than its agency's policy set asks is found by its privacy officers, also once everybody of it is gone (C5)."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from tests.edge.concerns import told as concern
from tests.edge.given import refused
from tests.edge.given_groups import done, group, handed_on, held, scheduled, written
from tests.edge.sessions import name, recorded
from tests.edge.test_dual_relationships import brought
from tests.edge.test_evaluations import written as evaluation
from tests.edge.test_external_reports import recorded as report
from tests.edge.test_goals import placed
from tests.edge.test_performance import noted
from tests.house import Household
from tests.keeping.gone import gone
from tests.keeping.test_erasing_concerns import id_of
from tests.keeping.test_erasing_records import order, years_later

Begun = Callable[[Household], str]
Due = dict[str, dict[str, Any]]


def a_meeting(home: Household) -> str:
    meeting = held(home, group(home), "maya", "jordan")
    done(written(home, meeting), 201)
    return meeting


def a_closed_group(home: Household) -> str:
    path = group(home)
    handed_on(home, path)
    done(home.as_("ines").post(f"{path}/closing"))
    return path


def pages(home: Household, by: str = "rowan", agency: str = "harbour", **asked: Any) -> list[list[Any]]:
    """Page by page, as their Link headers go on."""
    home.settle()
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    at: str | None = f"/erasures/due?agency={home.demo.agencies[agency]}&{query}"
    found = []
    while at:
        answer = done(home.as_(by).get(at), 200)
        found.append(answer.json())
        at = answer.links.get("next", {}).get("url")
    return found


def due(home: Household, **asked: Any) -> Due:
    rows = [row for page in pages(home, **asked) for row in page]
    told = {row["record"]: row for row in rows}
    assert len(told) == len(rows), "each once"
    return told


EACH: Final[list[tuple[str, Begun]]] = [
    ("session", recorded),
    ("group-session", a_meeting),
    ("group", a_closed_group),
    ("evaluation", evaluation),
    ("goal", placed),
    ("performance-record", noted),
    ("dual-relationship", brought),
]


@pytest.mark.parametrize(("kind", "begun"), EACH, ids=[kind for kind, _ in EACH])
def test_what_is_over_and_kept_as_long_as_asked_is_found_until_its_erasure_is_ordered_C5(
    kind: str, begun: Begun, home: Household
) -> None:
    record = id_of(begun(home))
    assert record not in due(home), "while it is not over"
    gone(home, "maya")
    assert record not in due(home), "while it is kept"
    years_later(home, by="jordan")

    row = due(home)[record]

    assert set(row) == {"record_type", "record", "kept_until", "held"}
    assert (row["record_type"], row["held"]) == (kind, False)
    assert date.fromisoformat(row["kept_until"]) < home.clock().date()
    place = done(order(home, record, record_type=kind), 201).headers["Location"]
    assert home.as_("rowan").get(place).json()["steps"][0]["kept_until"] == row["kept_until"]
    assert record not in due(home), "once it is ordered"
    done(home.as_("wren").post(f"{place}/withdrawal"))
    assert record in due(home)


def test_what_a_hold_keeps_is_told_as_held_C5(home: Household) -> None:
    record = id_of(recorded(home))
    years_later(home)
    hold = {"record_type": "session", "record": record, "words": "A tribunal asked for it."}
    place = done(home.as_("rowan").post("/holds", json=hold), 201).headers["Location"]
    assert due(home)[record]["held"] is True

    done(home.as_("wren").post(f"{place}/holds/1/release"))

    assert due(home)[record]["held"] is False


def test_what_nothing_could_be_erased_of_is_not_due_C5(home: Household) -> None:
    record = id_of(scheduled(home, group(home)))
    years_later(home)
    refused(order(home, record, record_type="group-session"), 409, "nothing-sealed")

    assert record not in due(home)


def test_what_is_confidential_no_officer_finds_C6(home: Household) -> None:
    path, outside = concern(home), report(home)
    done(home.as_("sam").post(f"{path}/withdrawal", json={}))
    years_later(home)

    assert not {id_of(path), id_of(outside)} & set(due(home))


@pytest.mark.parametrize("handle", ["maya", "sam", "petra", "tomasz", "dilip", "nora", "ines", "jordan"])
def test_nobody_but_an_officer_of_that_agency_is_told_anything_C5(handle: str, home: Household) -> None:
    """Ines is one of another agency."""
    record = id_of(recorded(home))
    years_later(home)
    at = home.demo.agencies["harbour"]

    told = refused(home.as_(handle).get(f"/erasures/due?agency={at}"), 403, "not-allowed")

    assert record not in str(told)
    if handle == "ines":
        assert record not in due(home, by="ines", agency="lantern")


def test_a_page_looks_at_so_many_and_says_where_it_goes_on_C5(home: Household) -> None:
    added_to = [recorded(home) for _ in range(9)]
    over = {id_of(begin(home)) for begin in (recorded, a_meeting, evaluation, evaluation)}
    years_later(home)
    for path in added_to:
        done(home.as_("sam").post(f"{path}/addenda", json={"words": "I want this kept."} | name()))
    at_once = due(home, limit=200)
    assert over <= set(at_once)
    assert not set(map(id_of, added_to)) & set(at_once)

    one_by_one = pages(home, limit=1)

    assert max(map(len, one_by_one)) == 1
    assert [] in one_by_one, "one of which nothing is due goes on all the same"
    assert [row["record"] for page in one_by_one for row in page] == list(at_once)
