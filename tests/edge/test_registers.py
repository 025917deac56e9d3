"""Registers over HTTP: kept by the agency's own people, read by everybody (C1, D6)."""

from typing import Any

import pytest

from tests.edge.given import NOBODY, once, places, refused
from tests.edge.test_policy_sets import agency
from tests.house import Household


def body(holds_from: str = "2026-03-01", **other: Any) -> dict[str, Any]:
    return {
        "title": "For all staff",
        "holds_from": holds_from,
        "sections": [{"ref": "4.2", "heading": "Gifts"}],
        "kept_at": "The handbook, part 4",
    } | other


def keep(home: Household, by: str = "tomasz", name: str = "code-of-conduct", **other: Any) -> Any:
    return home.as_(by).post(f"{agency(home)}/registers/{name}/editions", json=body(**other))


@pytest.mark.parametrize("by", ["tomasz", "wren"])
def test_hr_and_officers_keep_a_register_and_everybody_reads_it_C1(by: str, home: Household) -> None:
    made = keep(home, by)

    assert made.status_code == 201, made.text
    for handle in ("maya", "sam", "nora"):
        read = home.as_(handle).get(made.headers["Location"])
        assert read.json() == body() | {
            "agency": str(home.demo.agencies["harbour"]),
            "name": "code-of-conduct",
            "edition": 1,
            "editions": 1,
            "recorded_at": "2026-03-02T15:00:00Z",
        }
        assert home.as_(handle).get(f"{agency(home)}/registers").json() == [read.json()]


@pytest.mark.parametrize("by", ["maya", "petra", "dilip", "nora", "ines"])
def test_nobody_else_keeps_it_C1(by: str, home: Household) -> None:
    before = places(home)

    refused(keep(home, by), 403, "not-allowed")
    assert places(home) == before


def test_an_earlier_edition_is_read_by_its_day_or_its_number_C1(home: Household) -> None:
    assert keep(home).status_code == 201
    later = keep(home, holds_from="2027-01-01", title="Anew")
    path = f"{agency(home)}/registers/code-of-conduct"

    def title(query: str) -> str:
        return str(home.as_("maya").get(path + query).json()["title"])

    assert [
        title(query) for query in ("", "?on=2026-12-31", "?on=2027-01-01", "?edition=1", "?edition=2")
    ] == [
        "For all staff",
        "For all staff",
        "Anew",
        "For all staff",
        "Anew",
    ]
    assert later.headers["Location"].endswith("?edition=2")
    for query in ("?on=2026-02-28", "?edition=3", "?on=0001-01-01"):
        refused(home.as_("maya").get(path + query), 404, "not-found")
    assert home.as_("maya").get(f"{agency(home)}/registers?on=2026-02-28").json() == []
    assert home.as_("maya").get(f"{path}?on=9999-12-31").json()["edition"] == 2


def test_each_edition_tells_when_it_was_entered_C1(home: Household) -> None:
    assert keep(home, holds_from="2026-01-01").status_code == 201
    home.clock.move(hours=1)
    assert keep(home, holds_from="2026-01-01", title="Anew").status_code == 201
    path = f"{agency(home)}/registers/code-of-conduct"

    told = [home.as_("maya").get(f"{path}?edition={number}").json() for number in (1, 2)]

    assert [one["recorded_at"] for one in told] == ["2026-03-02T15:00:00Z", "2026-03-02T16:00:00Z"]
    assert (
        home.as_("maya").get(f"{agency(home)}/registers").json()[0]["recorded_at"] == told[1]["recorded_at"]
    )


def test_a_register_is_one_of_two_of_an_agency_that_is_there_C1(home: Household) -> None:
    refused(keep(home, name="code-of-honour"), 422, "invalid")
    refused(home.as_("maya").get(f"{agency(home)}/registers/code-of-ethics"), 404, "not-found")
    refused(home.as_("maya").get(f"/agencies/{NOBODY}/registers"), 404, "not-found")
    refused(home.as_("rowan").post(f"/agencies/{NOBODY}/registers/code-of-ethics/editions", json=body()), 404)
    twice = [{"ref": "1", "heading": "A"}, {"ref": "1", "heading": "B"}]
    refused(keep(home, sections=twice), 422, "unfit-register")


def test_an_edition_sent_twice_is_kept_once_C1(home: Household) -> None:
    path, key = f"{agency(home)}/registers/code-of-ethics/editions", once()

    first, again = (home.as_("tomasz").post(path, json=body(), headers=key) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.headers["Location"] == again.headers["Location"]
    assert home.as_("maya").get(f"{agency(home)}/registers").json()[0]["editions"] == 1
