"""Reports to authorities at the edge: their author's alone, in the log that is apart, and a step of nothing (C6)."""

import json
from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, fields_of, once, places, refused
from tests.edge.test_accounting import unwrapped
from tests.house import Household

OTHERS: Final = ("maya", "jordan", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
LOG: Final = "sessions.restricted"
THEN: Final = "2026-03-02T09:30:00Z"
REPORT: Final[dict[str, Any]] = {
    "authority": "Children's aid society",
    "law": "child-protection",
    "reported_at": THEN,
    "reference": "R 7",
    "words": "What I saw on Tuesday.",
}
CALL: Final[dict[str, Any]] = {"service": "Ambulance", "called_at": THEN, "words": "It was urgent."}
WITHHELD: Final[dict[str, Any]] = {
    "because": "law",
    "law": "child-protection",
    "until": "2026-03-09T09:30:00Z",
    "words": "Until the office says so.",
}
EACH: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "report": (REPORT, "report"),
    "call": (CALL, "emergency-call"),
    "withheld": (WITHHELD, "withheld-notice"),
}


def recorded(home: Household, handle: str = "sam", **other: Any) -> str:
    answer = home.as_(handle).post("/external-reports", json=other or {"report": REPORT})
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


@pytest.mark.parametrize("which", EACH)
@pytest.mark.parametrize("concern", [{"concern": NOBODY}, {}], ids=["a concern", "none"])
def test_each_is_recorded_and_read_again_by_its_author_C6(
    which: str, concern: dict[str, str], shared_home: Household
) -> None:
    told, kind = EACH[which]
    body: dict[str, Any] = {which: told, **concern}
    path = recorded(shared_home, **body)

    seen = shared_home.as_("sam").get(path).json()
    read = shared_home.as_("sam").get(f"{path}/words").json()

    assert (seen["kind"], seen["author"], seen.get("concern")) == (
        *(kind, shared_home.person("sam")),
        concern.get("concern"),
    )
    assert {name: value for name, value in read.items() if name not in ("external_report", "kind")} == told
    for word in told.values():
        assert str(word) not in json.dumps(seen), "what it says is opened, and accounted for, alone"


@pytest.mark.parametrize("handle", OTHERS)
def test_nobody_else_can_tell_that_it_is_there_C6(handle: str, shared_home: Household) -> None:
    path = recorded(shared_home)
    nothing = path.replace(path.rpartition("/")[2], NOBODY)
    shared_home.settle()

    assert path.rpartition("/")[2] not in shared_home.as_(handle).get("/external-reports").text
    for end in ("", "/history", "/words", "/accesses"):
        there, none = (shared_home.as_(handle).get(f"{at}{end}") for at in (path, nothing))
        assert (there.status_code, there.content) == (none.status_code, none.content)
    told = {"to": shared_home.person(handle)}
    refused(shared_home.as_(handle).post(f"{path}/showings", json=told), 404, "not-found")


def test_its_author_lets_the_worker_see_it_and_nobody_else_C6(home: Household) -> None:
    path, maya = recorded(home), home.as_("maya")
    for to in ("maya", "rowan"):
        assert home.as_("sam").post(f"{path}/showings", json={"to": home.person(to)}).status_code == 204
    home.settle()

    assert maya.get(f"{path}/words").json()["authority"] == REPORT["authority"]
    assert [one["id"] for one in maya.get("/external-reports").json()] == [path.rpartition("/")[2]]
    assert (maya.get(path).json()["shown"], maya.get(path).headers["ETag"]) == ([], '"1"')
    assert len(maya.get(f"{path}/history").json()) == 1
    assert len(home.as_("sam").get(path).json()["shown"]) == 2
    assert len(home.as_("sam").get(f"{path}/history").json()) == 3
    refused(maya.post(f"{path}/showings", json={"to": home.person("nora")}), 403, "not-allowed")
    refused(home.as_("nora").get(path), 404, "not-found")


def test_its_author_alone_sees_who_opened_it_C6(home: Household) -> None:
    path = recorded(home)
    assert home.as_("sam").post(f"{path}/showings", json={"to": home.person("maya")}).status_code == 204
    for handle in ("maya", "sam"):
        assert home.as_(handle).get(f"{path}/words").status_code == 200
    home.settle()

    told = home.as_("sam").get(f"{path}/accesses").json()
    assert [(one["relation"], one["rule"]) for one in told] == [("shown", "ER3"), ("author", "ER3")]
    refused(home.as_("maya").get(f"{path}/accesses"), 403, "not-allowed")


def test_what_is_recorded_goes_to_no_log_but_the_one_apart_C6(
    shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, used = places(shared_home), unwrapped(shared_home, monkeypatch, "sessions")

    path = recorded(shared_home)
    shared_home.as_("sam").get(f"{path}/words")

    changed = {
        name: place - before[name] for name, place in places(shared_home).items() if place != before[name]
    }
    assert changed == {LOG: 2}, "the record, and one entry of the accounting"
    assert used == [f"rk:{path.rpartition('/')[2]}"]


def test_sent_twice_it_is_recorded_once_C6(shared_home: Household) -> None:
    key, body = once(), {"call": CALL}

    first, again = (
        shared_home.as_("sam").post("/external-reports", json=body, headers=key) for _ in range(2)
    )

    assert first.headers["Location"] == again.headers["Location"]


@pytest.mark.parametrize(
    ("body", "kind", "fields"),
    [
        ({}, "one-of-the-three", {"report", "call", "withheld"}),
        ({"report": REPORT, "call": CALL}, "one-of-the-three", {"report", "call", "withheld"}),
        (
            {"report": REPORT | {"reported_at": "2026-03-03T09:30:00Z"}},
            "not-yet-happened",
            {"report.reported_at"},
        ),
        ({"call": CALL | {"called_at": "2026-03-03T09:30:00Z"}}, "not-yet-happened", {"call.called_at"}),
        ({"withheld": WITHHELD | {"law": None}}, "law-unnamed", {"withheld.law"}),
        ({"report": REPORT | {"reported_at": "2026-03-02T09:30:00"}}, "invalid", {"report.reported_at"}),
        ({"call": {}}, "invalid", {"call.service", "call.called_at"}),
    ],
    ids=["none", "two", "a report to come", "a call to come", "no law", "no zone", "nothing said"],
)
def test_what_does_not_fit_is_refused_by_its_name_C6(
    body: dict[str, Any], kind: str, fields: set[str], shared_home: Household
) -> None:
    before = places(shared_home)

    problem = refused(shared_home.as_("sam").post("/external-reports", json=body), 422, kind)

    assert fields <= fields_of(problem)
    assert places(shared_home) == before


def test_whom_this_service_has_not_heard_of_is_let_see_nothing_C6(shared_home: Household) -> None:
    path = recorded(shared_home)

    answer = shared_home.as_("sam").post(f"{path}/showings", json={"to": NOBODY})

    refused(answer, 409, "not-known-yet")


def test_the_list_goes_on_where_a_page_ended_C6(home: Household) -> None:
    made = []
    for _ in range(3):
        made.append(recorded(home).rpartition("/")[2])
        home.clock.move(minutes=1)
    home.settle()

    first = home.as_("sam").get("/external-reports", params={"limit": 2})
    rest = home.as_("sam").get(first.links["next"]["url"])

    assert [one["id"] for one in [*first.json(), *rest.json()]] == made
    assert "Link" not in rest.headers
