"""Performance records at the edge: who writes, the worker first, then whom S13 names, and nobody else ever."""

from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, fields_of, places, refused
from tests.edge.test_accounting import entries
from tests.house import Household

EVERYBODY: Final = ("maya", "jordan", "sam", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
NOTED: Final = {
    "functions": ["Welcomes people"],
    "going_well": "Everybody is greeted by name.",
    "falling_short": "The rota was missed twice.",
    "discussion": "We both see the mornings as the hard part.",
}
PLAN: Final = {"steps": "Come on time.", "starts": "2026-03-02", "ends": "2026-06-01"}
OTHERS_SEE: Final = {
    *("id", "agreement", "worker", "author", "agency", "placement"),
    *("status", "noted_at", "shown_version"),
}


def body(home: Household, key: str = "maya-petra", **other: Any) -> dict[str, Any]:
    return {"agreement": str(home.demo.agreements[key])} | NOTED | other


def noted(home: Household, key: str = "maya-petra", by: str = "petra", **other: Any) -> str:
    home.settle()
    answer = home.as_(by).post("/performance-records", json=body(home, key, **other))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def show(home: Household, path: str, by: str = "maya") -> None:
    entry = home.as_("maya").get(path).json()["written_version"]
    assert home.as_(by).post(f"{path}/showing", json={"entry": entry}).status_code == 204


def plan(home: Household, path: str, **other: Any) -> Any:
    return home.as_("petra").post(f"{path}/plans", json=PLAN | other)


def status(home: Household, path: str) -> dict[str, int]:
    return {handle: home.as_(handle).get(path).status_code for handle in EVERYBODY}


def test_worker_and_author_see_it_from_its_first_moment_and_nobody_else_S13(shared_home: Household) -> None:
    path = noted(shared_home)

    assert {one for one, code in status(shared_home, path).items() if code == 200} == {"maya", "petra"}
    assert set(status(shared_home, path).values()) == {200, 404}
    seen = shared_home.as_("maya").get(path)
    assert seen.json()["status"] == "noted"
    assert seen.headers["ETag"] == '"1"'


def test_once_the_worker_was_shown_it_hr_sees_it_and_no_other_overseer_does_S13(home: Household) -> None:
    path = noted(home)
    show(home, path)

    assert {one for one, code in status(home, path).items() if code == 200} == {"maya", "petra", "tomasz"}
    seen = home.as_("tomasz").get(path)
    assert set(seen.json()) == OTHERS_SEE
    assert "ETag" not in seen.headers
    assert home.as_("tomasz").get(f"{path}/words").json()["entries"][0]["note"] == NOTED


def test_the_supervisor_s_word_that_it_was_shown_is_enough_S13(home: Household) -> None:
    path = noted(home)

    show(home, path, by="petra")

    assert home.as_("tomasz").get(path).status_code == 200
    (fact,) = [one for one in home.as_("maya").get(f"{path}/history").json() if "Shown" in one["name"]]
    assert fact["fact"] == {"by": home.person("petra"), "upto": 1}, "and it is on record whose word it was"


def test_the_line_manager_sees_it_once_the_worker_was_shown_it_S13(home: Household) -> None:
    """Ines is line manager of Sam's placement, and supervises him under an agreement of both kinds."""
    agreement = home.demo.agreements["sam-ines"]
    line = home.as_("tomasz").post(
        f"/placements/{home.demo.placements['maya']}/line-managers",
        json={"line_manager": home.person("dilip")},
    )
    assert line.status_code == 204, line.text
    home.settle()
    path = noted(home)
    refused(home.as_("dilip").get(path), 404, "not-found")

    show(home, path)

    assert set(home.as_("dilip").get(path).json()) == OTHERS_SEE
    assert noted(home, "sam-ines", by="ines").startswith("/performance-records/"), agreement


def test_what_is_written_later_others_see_after_the_worker_S13(home: Household) -> None:
    path = noted(home)
    show(home, path)
    assert plan(home, path).status_code == 204
    assert home.as_("maya").post(f"{path}/comments", json={"words": "I was alone."}).status_code == 204

    def read(handle: str) -> list[str]:
        told = home.as_(handle).get(f"{path}/words").json()["entries"]
        return [next(part for part in ("note", "plan", "result", "words") if part in one) for one in told]

    assert read("maya") == read("petra") == ["note", "plan", "words"]
    assert read("tomasz") == ["note", "words"]
    names = [one["name"].rpartition(".")[2] for one in home.as_("tomasz").get(f"{path}/history").json()]
    assert names == ["PerformanceNoted", "PerformanceShown", "PerformanceCommentAdded"]

    show(home, path)
    assert read("tomasz") == ["note", "plan", "words"]


def test_an_entry_that_is_no_longer_the_last_was_not_shown_S13(home: Household) -> None:
    path = noted(home)
    assert plan(home, path).status_code == 204

    refused(home.as_("maya").post(f"{path}/showing", json={"entry": 1}), 409, "another-entry-lies-there")


@pytest.mark.parametrize(
    ("key", "handle", "code"),
    [
        ("maya-sam", "sam", 403),
        ("maya-petra", "maya", 403),
        ("maya-petra", "sam", 409),
        ("maya-petra", "tomasz", 409),
        ("maya-petra", "rowan", 409),
    ],
    ids=["development supervisor", "worker", "another supervisor", "HR", "privacy officer"],
)
def test_nobody_but_an_administrative_supervisor_begins_one_S13(
    key: str, handle: str, code: int, shared_home: Household
) -> None:
    before = places(shared_home)

    answer = shared_home.as_(handle).post("/performance-records", json=body(shared_home, key))

    problem = refused(answer, code)
    assert ("administratively" in problem["title"]) == (code == 403)
    assert places(shared_home) == before


def test_an_agreement_of_others_and_none_at_all_are_told_alike_C5(shared_home: Household) -> None:
    others = shared_home.as_("sam").post("/performance-records", json=body(shared_home))
    none = shared_home.as_("sam").post("/performance-records", json=body(shared_home) | {"agreement": NOBODY})

    assert refused(others, 409, "not-known-yet") == refused(none, 409, "not-known-yet")


def test_whoever_supervises_development_alone_never_sees_one_S13(home: Household) -> None:
    """Sam supervises Maya's development under an agreement in force."""
    path = noted(home)
    show(home, path)

    refused(home.as_("sam").get(path), 404, "not-found")
    home.settle()
    assert home.as_("sam").get("/performance-records").json() == []


def test_only_who_supervises_administratively_today_writes_on_S13(home: Household) -> None:
    path = noted(home)
    show(home, path)
    agreement = f"/agreements/{home.demo.agreements['maya-petra']}"
    assert home.as_("petra").post(f"{agreement}/ending", json={"why": "other"}).status_code == 204
    home.settle()

    refused(plan(home, path), 403)
    refused(home.as_("tomasz").post(f"{path}/plans", json=PLAN), 403)
    refused(home.as_("maya").post(f"{path}/plans", json=PLAN), 403)
    assert home.as_("petra").get(f"{path}/words").status_code == 200, "its author reads on"
    assert home.as_("maya").post(f"{path}/comments", json={"words": "Mine."}).status_code == 204


def test_nobody_comments_but_the_worker_S13(home: Household) -> None:
    path = noted(home)
    show(home, path)

    for handle, code in (("petra", 403), ("tomasz", 403), ("sam", 404), ("jordan", 404)):
        refused(home.as_(handle).post(f"{path}/comments", json={"words": "W"}), code)


def test_a_plan_a_result_and_a_closing_in_their_order_S13(home: Household) -> None:
    path = noted(home)
    person = home.as_("petra")
    refused(person.post(f"{path}/results", json={"outcome": "met"}), 409, "no-plan-to-have-a-result")
    unfit = refused(plan(home, path, ends="2026-03-01"), 422, "plan-ends-before-it-starts")
    assert fields_of(unfit) == {"starts", "ends"}
    assert plan(home, path).status_code == 204
    assert person.post(f"{path}/results", json={"outcome": "met", "words": "In time."}).status_code == 204
    refused(person.post(f"{path}/closing", json={}), 409, "worker-not-shown-it")

    show(home, path)
    assert person.post(f"{path}/closing", json={"words": "Done."}).status_code == 204

    refused(plan(home, path), 409, "performance-record-is-closed")
    read = home.as_("maya").get(f"{path}/words").json()["entries"]
    assert [one.get("result", {}).get("outcome") for one in read] == [None, None, "met", None]
    assert home.as_("maya").get(path).json()["status"] == "closed"
    later = [one.get("words") for one in home.as_("tomasz").get(f"{path}/words").json()["entries"]]
    assert "Done." not in later, "the worker was not shown these words yet"


def test_it_says_what_goes_well_or_what_falls_short_S13(shared_home: Household) -> None:
    told = {name: one for name, one in body(shared_home).items() if name in ("agreement", "functions")}

    problem = refused(shared_home.as_("petra").post("/performance-records", json=told), 422, "nothing-noted")

    assert fields_of(problem) == {"going_well", "falling_short"}


def test_lists_hold_what_each_sees_S13(home: Household) -> None:
    first = noted(home)
    home.clock.move(seconds=1)
    second = noted(home, "jordan-petra")
    show(home, first)
    home.settle()

    def listed(handle: str, query: str = "") -> list[str]:
        answer = home.as_(handle).get(f"/performance-records{query}")
        assert answer.status_code == 200, answer.text
        return [f"/performance-records/{one['id']}" for one in answer.json()]

    assert listed("petra") == [first, second]
    assert (listed("maya"), listed("jordan"), listed("tomasz")) == ([first], [second], [first])
    assert [listed(handle) for handle in ("sam", "rowan", "dilip", "nora", "ines")] == [[]] * 5
    assert listed("petra", f"?worker={home.person('jordan')}") == [second]
    assert listed("petra", "?status=noted") == [second]
    page = home.as_("petra").get("/performance-records?limit=1")
    assert listed("petra", page.headers["Link"].partition("?")[2].partition(">")[0].join(("?", ""))) == [
        second
    ]


def test_reading_its_words_is_accounted_for_S13(home: Household) -> None:
    path = noted(home)
    before = len(entries(home, "sessions"))

    assert home.as_("maya").get(f"{path}/words").status_code == 200

    (entry,) = entries(home, "sessions")[before:]
    assert entry["actor"] == home.person("maya")
    told = entry["fact"]
    assert (told["target_type"], told["rule"]) == ("performance-record", "PR3")
    assert told["purpose"] == "administrative supervision"


def test_worker_and_author_see_who_opened_it_and_nobody_else_S13(home: Household) -> None:
    path = noted(home)
    show(home, path)
    home.settle()
    assert home.as_("tomasz").get(f"{path}/words").status_code == 200
    home.settle()

    for handle in ("maya", "petra"):
        told = home.as_(handle).get(f"{path}/accesses").json()
        assert [(one["by"], one["relation"], one["rule"]) for one in told] == [
            (home.person("tomasz"), "hr", "PR4")
        ]
    refused(home.as_("tomasz").get(f"{path}/accesses"), 403, "not-allowed")
    refused(home.as_("nora").get(f"{path}/accesses"), 404, "not-found")


def test_sent_twice_it_is_begun_once_S13(shared_home: Household) -> None:
    key, told = {"Idempotency-Key": "6f1f2a0e-5a52-4c5c-9a5e-0c1f4c2b7d11"}, body(shared_home)

    first, second = (
        shared_home.as_("petra").post("/performance-records", json=told, headers=key) for _ in range(2)
    )

    assert first.headers["Location"] == second.headers["Location"]
