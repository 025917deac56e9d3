"""Performance records at the edge: who writes, the worker first, then whom S13 names, and nobody else ever."""

from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, agreed, fields_of, places, refused
from tests.edge.test_accounting import entries
from tests.house import Household
from tests.keeping.test_exports import export

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


def versions(home: Household, path: str, handle: str) -> tuple[list[int], list[int]]:
    """How somebody counts its history, and its entries."""
    person = home.as_(handle)
    entries = person.get(f"{path}/words").json()["entries"]
    return [one["version"] for one in person.get(f"{path}/history").json()], [
        one["at_version"] for one in entries
    ]


def test_no_gap_tells_others_of_what_the_worker_was_not_shown_S13(home: Household) -> None:
    path = noted(home)
    show(home, path)
    assert plan(home, path).status_code == 204
    assert home.as_("maya").post(f"{path}/comments", json={"words": "I was alone."}).status_code == 204

    assert versions(home, path, "maya") == versions(home, path, "petra") == ([1, 2, 3, 4], [1, 3, 4])
    assert versions(home, path, "tomasz") == ([1, 2, 3], [1, 3])

    show(home, path)
    assert versions(home, path, "tomasz") == ([1, 2, 3, 4, 5], [1, 3, 4])


def test_that_it_was_closed_others_hear_once_the_worker_was_shown_that_S13(home: Household) -> None:
    path = noted(home)
    show(home, path)
    assert home.as_("petra").post(f"{path}/closing", json={}).status_code == 204
    home.settle()

    def told(handle: str) -> tuple[str, list[str]]:
        person = home.as_(handle)
        of_status = [
            one for one in ("shown", "closed") if person.get(f"/performance-records?status={one}").json()
        ]
        return person.get(path).json()["status"], of_status

    assert told("maya") == told("petra") == ("closed", ["closed"])
    assert told("tomasz") == ("shown", ["shown"])

    show(home, path)
    home.settle()
    assert told("tomasz") == ("closed", ["closed"])


def succeeded(home: Household) -> str:
    """A record that Petra began and the worker was shown; since then Ines supervises Maya administratively."""
    path = noted(home)
    show(home, path)
    ended = home.as_("petra").post(
        f"/agreements/{home.demo.agreements['maya-petra']}/ending", json={"why": "other"}
    )
    assert ended.status_code == 204
    agreed(home, "maya", "ines", kind="administrative")
    home.settle()
    return path


def test_who_follows_reads_what_they_wrote_and_who_went_before_not_before_the_worker_was_shown_S13(
    home: Household,
) -> None:
    path = succeeded(home)
    assert home.as_("ines").post(f"{path}/plans", json=PLAN).status_code == 204
    home.settle()

    assert versions(home, path, "ines") == versions(home, path, "maya") == ([1, 2, 3], [1, 3])
    assert versions(home, path, "petra") == ([1, 2], [1])
    assert set(home.as_("petra").get(path).json()) == OTHERS_SEE
    assert "ETag" not in home.as_("petra").get(path).headers
    taken = {who: export(home, who, "sessions") for who in ("ines", "petra")}
    assert ["Come on time." in str(lines) for lines in taken.values()] == [True, False]
    for who in ("ines", "petra", "maya"):
        listed = [one["id"] for one in home.as_(who).get("/performance-records").json()]
        assert listed == [path.rpartition("/")[2]]

    entry = home.as_("ines").get(path).json()["written_version"]
    assert home.as_("ines").post(f"{path}/showing", json={"entry": entry}).status_code == 204
    assert versions(home, path, "petra") == ([1, 2, 3, 4], [1, 3])


def test_who_wrote_before_the_worker_was_shown_reads_on_what_they_wrote_S13(home: Household) -> None:
    path = noted(home)
    ended = home.as_("petra").post(
        f"/agreements/{home.demo.agreements['maya-petra']}/ending", json={"why": "other"}
    )
    assert ended.status_code == 204
    home.settle()

    assert versions(home, path, "petra") == ([1], [1])
    refused(plan(home, path), 403)


STEPS: Final = {
    "showing": {"entry": 1},
    "comments": {"words": "W"},
    "plans": PLAN,
    "results": {"outcome": "met"},
    "closing": {},
}
"""Whatever can be done in a record that there is."""


def test_whoever_may_not_see_it_takes_no_step_in_it_and_none_tells_them_that_it_is_there_S13(
    home: Household,
) -> None:
    """Ines supervises Maya administratively too, and the worker was not shown what Petra wrote."""
    path = noted(home)
    agreed(home, "maya", "ines", kind="administrative")
    home.settle()
    before = places(home)

    for handle in ("ines", "sam", "tomasz", "rowan", "dilip", "nora"):
        asked = home.as_(handle)
        for step, sent in STEPS.items():
            at_none = refused(asked.post(f"/performance-records/{NOBODY}/{step}", json=sent), 404)
            assert refused(asked.post(f"{path}/{step}", json=sent), 404, "not-found") == at_none
    assert places(home) == before


def test_who_follows_begins_a_record_of_their_own_or_goes_on_once_the_worker_was_shown_it_S13(
    home: Household,
) -> None:
    path = noted(home)
    agreement = f"/agreements/{home.demo.agreements['maya-petra']}"
    assert home.as_("petra").post(f"{agreement}/ending", json={"why": "other"}).status_code == 204
    theirs = agreed(home, "maya", "ines", kind="administrative")
    home.settle()
    refused(home.as_("ines").post(f"{path}/showing", json={"entry": 1}), 404, "not-found")
    refused(home.as_("ines").post(f"{path}/plans", json=PLAN), 404, "not-found")
    refused(home.as_("tomasz").get(path), 404, "not-found")

    own = NOTED | {"agreement": theirs.rpartition("/")[2]}
    assert home.as_("ines").post("/performance-records", json=own).status_code == 201
    show(home, path)
    assert home.as_("ines").post(f"{path}/plans", json=PLAN).status_code == 204


def side_by_side(home: Household) -> str:
    """Petra's record of Maya, all of it shown; from now on Ines supervises her administratively too."""
    path = noted(home)
    show(home, path)
    agreed(home, "maya", "ines", kind="administrative")
    home.settle()
    return path


def test_that_the_worker_was_shown_an_entry_the_worker_says_or_whoever_wrote_that_entry_S13(
    home: Household,
) -> None:
    path = side_by_side(home)

    for entry in range(1, 5):
        refused(home.as_("ines").post(f"{path}/showing", json={"entry": entry}), 403, "not-allowed")
    assert home.as_("ines").post(f"{path}/plans", json=PLAN).status_code == 204
    problem = refused(home.as_("petra").post(f"{path}/showing", json={"entry": 3}), 409, "entry-of-another")
    assert "by whoever wrote it" in problem["title"]
    for handle in ("petra", "tomasz"):
        assert "Come on time." not in home.as_(handle).get(f"{path}/words").text

    show(home, path, by="ines")
    for handle in ("petra", "tomasz"):
        assert "Come on time." in home.as_(handle).get(f"{path}/words").text


def test_who_wrote_and_supervises_beside_another_is_told_like_others_while_the_worker_was_not_shown_it_S13(
    home: Household,
) -> None:
    path = side_by_side(home)

    def told(handle: str) -> tuple[Any, ...]:
        home.settle()
        person = home.as_(handle)
        seen = person.get(path)
        listed = [one["status"] for one in person.get("/performance-records").json()]
        return seen.json()["status"], listed, set(seen.json()) == OTHERS_SEE, "ETag" in seen.headers

    assert home.as_("ines").post(f"{path}/plans", json=PLAN).status_code == 204
    assert home.as_("maya").post(f"{path}/comments", json={"words": "I was alone."}).status_code == 204
    assert versions(home, path, "petra") == versions(home, path, "tomasz") == ([1, 2, 3], [1, 3])
    assert told("petra") == told("tomasz") == ("shown", ["shown"], True, False)
    assert versions(home, path, "ines") == ([1, 2, 3, 4], [1, 3, 4])
    for entry in range(1, 6):
        asked = home.as_("petra").post(f"{path}/showing", json={"entry": entry})
        refused(asked, 409, "entry-of-another")

    show(home, path)
    assert told("petra") == ("shown", ["shown"], False, True)
    assert home.as_("ines").post(f"{path}/closing", json={}).status_code == 204
    assert told("petra") == told("tomasz") == ("shown", ["shown"], True, False)
    assert told("ines") == told("maya") == ("closed", ["closed"], False, True)
    assert home.as_("petra").get(f"{path}/accesses").status_code == 200
    (taken,) = [one for one in export(home, "petra", "sessions") if one.get("id") == path.rpartition("/")[2]]
    assert "PerformanceRecordClosed" not in str(taken)
    assert "opened" in taken

    show(home, path)
    assert told("petra") == ("closed", ["closed"], False, True)


def test_nobody_goes_on_over_an_entry_of_another_before_the_worker_was_shown_it_S13(home: Household) -> None:
    path = noted(home)
    show(home, path)
    assert plan(home, path).status_code == 204
    agreed(home, "maya", "ines", kind="administrative")
    home.settle()

    for step in ("plans", "results", "closing"):
        refused(home.as_("ines").post(f"{path}/{step}", json=STEPS[step]), 409, "worker-not-shown-it")

    show(home, path, by="petra")
    assert home.as_("ines").post(f"{path}/results", json=STEPS["results"]).status_code == 204


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
        ("maya-petra", "tomasz", 403),
        ("maya-petra", "rowan", 403),
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
        assert [(one["relation"], one["rule"]) for one in told] == [("hr", "PR4")]
    refused(home.as_("tomasz").get(f"{path}/accesses"), 403, "not-allowed")
    refused(home.as_("nora").get(f"{path}/accesses"), 404, "not-found")


def test_sent_twice_it_is_begun_once_S13(shared_home: Household) -> None:
    key, told = {"Idempotency-Key": "6f1f2a0e-5a52-4c5c-9a5e-0c1f4c2b7d11"}, body(shared_home)

    first, second = (
        shared_home.as_("petra").post("/performance-records", json=told, headers=key) for _ in range(2)
    )

    assert first.headers["Location"] == second.headers["Location"]
