"""Right under last year's edition and not under this year's: both answers stay readable (A6)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.edge.given import agreed, hear_of_the_directory
from tests.edge.test_policy_sets import agency, pick
from tests.house import Household, household

LAST_YEAR, THIS_YEAR = datetime(2026, 11, 2, 15, tzinfo=UTC), "2027-01-01"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    with household(tmp_path, start=LAST_YEAR) as made:
        yield made


def rules(days: int, minutes: int) -> dict[str, Any]:
    requirements = {"at_least_every_days": days, "session_minutes_at_least": minutes}
    return {"title": "The province", "sources": ["Guideline 4"], "requirements": requirements}


def found(told: dict[str, Any]) -> dict[str, tuple[Any, Any, bool]]:
    return {one["requirement"]: (one["required"], one["found"], one["met"]) for one in told["findings"]}


def test_an_agreement_is_judged_by_the_edition_of_each_time_A6(home: Household) -> None:
    published = home.as_("ines").post(
        "/policy-sets", json={"holds_from": "2026-01-01", "rules": rules(35, 45)}
    )
    path = published.headers["Location"]
    assert pick(home, path, holds_from="2026-01-01").status_code == 204
    home.settle()
    agreement = agreed(
        home, starts="2026-11-03", frequency="FREQ=MONTHLY;BYDAY=1TU", review_dates=["2027-05-04"]
    )
    home.settle()
    in_november = home.clock().isoformat()
    requirements = f"{agreement}/requirements"

    home.clock.move(days=30)
    tag = home.as_("rowan").get(path).headers["ETag"]
    body = {"holds_from": THIS_YEAR, "rules": rules(7, 45)}
    assert home.as_("rowan").put(path, json=body, headers={"If-Match": tag}).status_code == 204
    hear_of_the_directory(home)
    in_december = home.as_("maya").get(requirements).json()
    home.clock.move(days=45)
    hear_of_the_directory(home)
    now = home.as_("maya").get(requirements).json()
    then = home.as_("maya").get(requirements, params={"as_of": in_november}).json()

    assert (in_december["standing"], in_december["policy_set"]["edition"]) == ("meets", 1)
    assert (now["standing"], now["policy_set"]["edition"]) == ("falls-short", 2)
    assert found(now)["at_least_every_days"] == (7, 35, False)
    assert (then["standing"], then["policy_set"]["edition"]) == ("meets", 1)
    assert found(then)["at_least_every_days"] == (35, 35, True)

    answer = home.as_("maya").post(
        f"{agreement}/departures",
        json={
            "requirement": "at_least_every_days",
            "why": "other-support",
            "words": "The group each Friday.",
        },
    )
    assert answer.status_code == 201, answer.text
    home.settle()
    past = home.as_("nora").get(f"{requirements}/history").json()
    assert [(one["standing"], one["policy_set"]["edition"]) for one in past] == [
        ("meets", 1),
        ("falls-short", 2),
        ("departs", 2),
    ]
    assert [one["at"][:10] for one in past] == ["2026-11-02", "2027-01-01", "2027-01-16"]


def test_an_edition_recorded_afterwards_changes_no_answer_of_before_A6(home: Household) -> None:
    path = home.as_("ines").post("/policy-sets", json={"holds_from": "2026-01-01", "rules": rules(7, 60)})
    place = path.headers["Location"]
    assert pick(home, place, holds_from="2026-01-01").status_code == 204
    home.settle()
    agreement = agreed(home, starts="2026-11-03", review_dates=["2027-05-04"])
    home.clock.move(hours=1)
    asked_at = home.clock().isoformat()
    home.clock.move(hours=1)
    tag = home.as_("rowan").get(place).headers["ETag"]
    body = {"holds_from": "2026-01-01", "rules": rules(7, 90)}
    assert home.as_("rowan").put(place, json=body, headers={"If-Match": tag}).status_code == 204
    hear_of_the_directory(home)

    then = home.as_("maya").get(f"{agreement}/requirements", params={"as_of": asked_at}).json()
    now = home.as_("maya").get(f"{agreement}/requirements").json()

    assert (then["standing"], now["standing"]) == ("meets", "falls-short")


def test_what_is_published_late_is_asked_of_the_day_from_which_it_holds_A6(home: Household) -> None:
    agreement = agreed(home, starts="2026-11-03", review_dates=["2027-05-04"])
    path = f"{agreement}/requirements"
    home.clock.move(days=30)
    before = home.clock().isoformat()
    home.clock.move(days=30)
    late = home.as_("ines").post("/policy-sets", json={"holds_from": "2026-11-10", "rules": rules(7, 90)})
    assert pick(home, late.headers["Location"], holds_from="2026-11-10").status_code == 204
    hear_of_the_directory(home)

    def told(**query: str) -> tuple[str, str]:
        answer = home.as_("maya").get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()["on"], answer.json()["standing"]

    assert told(on="2026-11-20") == ("2026-11-20", "falls-short")
    assert told(on="2026-11-09") == ("2026-11-09", "meets")
    assert told(on="2026-11-20", as_of=before) == ("2026-11-20", "meets")
    assert told(on="0001-01-01")[0] == "2026-11-02", "its first draft"
    assert told(on="9999-12-31")[0] == told()[0] == "2027-01-01", "what is to come is not known"


def test_the_history_of_answers_comes_page_by_page_A6(home: Household) -> None:
    made = home.as_("ines").post("/policy-sets", json={"holds_from": "2026-01-01", "rules": rules(7, 60)})
    assert pick(home, made.headers["Location"], holds_from="2026-01-01").status_code == 204
    home.settle()
    agreement = agreed(home, starts="2026-11-03", review_dates=["2027-05-04"])
    home.clock.move(hours=1)
    assert home.as_("sam").post(f"{agreement}/ending", json={"why": "completed"}).status_code == 204
    home.settle()
    whole = home.as_("maya").get(f"{agreement}/requirements/history").json()

    pages, place = [], f"{agreement}/requirements/history?limit=1"
    while place:
        answer = home.as_("maya").get(place)
        pages.append(answer.json())
        place = answer.links.get("next", {}).get("url", "")

    assert len(whole) > 1
    assert pages == [[one] for one in whole]


def test_the_agencys_own_figure_is_told_apart_and_an_ended_agreement_keeps_its_last_answer_A6(
    home: Household,
) -> None:
    path = home.as_("ines").post("/policy-sets", json={"holds_from": "2026-01-01", "rules": rules(35, 45)})
    place = path.headers["Location"]
    assert pick(home, place, stricter={"session_minutes_at_least": 90}).status_code == 204
    home.settle()
    agreement = agreed(home, starts="2026-11-03", review_dates=["2027-05-04"])
    ended = home.as_("sam").post(f"{agreement}/ending", json={"why": "completed"})
    assert ended.status_code == 204
    home.clock.move(hours=1)
    assert pick(home, place).status_code == 204
    hear_of_the_directory(home)

    told = home.as_("maya").get(f"{agreement}/requirements").json()

    assert {one["requirement"]: one["source"] for one in told["findings"]} == {
        "at_least_every_days": "set",
        "session_minutes_at_least": "agency",
    }
    assert told["standing"] == "falls-short"
    today = home.as_("maya").get(f"{agency(home)}/policy-set").json()
    assert {one["source"] for one in today["requirements"]} == {"set"}


def test_the_demo_has_an_agreement_that_meets_its_set_and_one_that_falls_short_A6(home: Household) -> None:
    standings = {}
    for key, handle in (("maya-sam", "maya"), ("maya-petra", "maya")):
        path = f"/agreements/{home.demo.agreements[key]}/requirements"
        standings[key] = home.as_(handle).get(path).json()["standing"]

    assert standings == {"maya-sam": "meets", "maya-petra": "falls-short"}
