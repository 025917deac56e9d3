"""Drafts of concerns at the edge: their author's alone, safe to send again, and gone when their time is over (C2)."""

from dataclasses import replace
from typing import Any, Final
from uuid import uuid4

import pytest
import structlog

from tests.edge.given import NOBODY, fields_of, once, places, refused
from tests.edge.test_policy_sets import RULES, pick, published
from tests.house import Household, wait_for

OTHERS: Final = ("maya", "jordan", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
"""All but the author: the worker whom it is about, officers of both agencies, HR, auditor, coordinator."""
WORDS: Final = "What I fear happened on Tuesday."


def body(home: Household, **other: Any) -> dict[str, Any]:
    return {
        "agreement": str(home.demo.agreements["maya-sam"]),
        "worker": home.person("maya"),
        "grounds": [{"ground": "safety", "why_serious": "It could happen again."}],
        "words": WORDS,
    } | other


def drafted(home: Household, handle: str = "sam", **other: Any) -> str:
    answer = home.as_(handle).post("/concern-drafts", json=body(home, **other))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def test_an_author_drafts_reads_changes_and_destroys_C2(shared_home: Household) -> None:
    home, sam = shared_home, shared_home.as_("sam")
    path = drafted(home)

    read = sam.get(path)
    assert read.json()["drafted"] == body(home)
    assert (read.headers["ETag"], read.json()["last_day"], "warning" in read.json()) == (
        '"1"',
        "2026-03-09",
        False,
    )
    changed = sam.put(path, json={"words": "Less."}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["ETag"]) == (204, '"2"')
    assert sam.get(path).json()["drafted"] == {"grounds": [], "words": "Less."}
    assert sam.delete(path, headers={"If-Match": '"2"'}).status_code == 204
    refused(sam.get(path), 404, "not-found")


def test_a_draft_may_leave_anything_out_C2(shared_home: Household) -> None:
    answer = shared_home.as_("sam").post("/concern-drafts", json={})

    assert shared_home.as_("sam").get(answer.headers["Location"]).json()["drafted"] == {"grounds": []}


def test_the_list_opens_none_and_shows_the_one_that_ends_first_C2(home: Household) -> None:
    first = drafted(home)
    home.clock.move(days=1)
    second = drafted(home)

    listed = home.as_("sam").get("/concern-drafts").json()

    assert [f"/concern-drafts/{one['id']}" for one in listed] == [first, second]
    assert [one["last_day"] for one in listed] == ["2026-03-09", "2026-03-10"]
    assert WORDS not in str(listed)
    assert len(home.as_("sam").get(first).json()["opened"]) == 1, "the list was no opening"


def test_each_opening_is_noted_in_the_draft_and_nowhere_else_C2(shared_home: Household) -> None:
    path, before = drafted(shared_home), places(shared_home)

    for many in (1, 2, 3):
        assert len(shared_home.as_("sam").get(path).json()["opened"]) == many
    assert places(shared_home) == before


@pytest.mark.parametrize("handle", OTHERS)
def test_nobody_but_its_author_can_tell_that_it_is_there_C2(handle: str, shared_home: Household) -> None:
    home, path = shared_home, drafted(shared_home)
    other, match = home.as_(handle), {"If-Match": '"1"'}
    nothing = path.replace(path.rpartition("/")[2], NOBODY)

    assert path.rpartition("/")[2] not in other.get("/concern-drafts").text
    for method, more in (
        ("GET", {}),
        ("PUT", {"json": body(home), "headers": match}),
        ("PUT", {"json": body(home)}),
        ("DELETE", {"headers": match}),
        ("DELETE", {}),
    ):
        there, none = (other.request(method, at, **more) for at in (path, nothing))
        assert (there.status_code, there.content) == (none.status_code, none.content)
        assert there.status_code == 404
    assert home.as_("sam").get(path).status_code == 200


def test_a_system_drafts_nothing_and_sees_nothing_C2(
    shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, path, tokens = shared_home, drafted(shared_home), shared_home.app.state.tokens
    verify, system = tokens.verify, home.as_("sam")
    monkeypatch.setattr(tokens, "verify", lambda token: replace(verify(token), acting_system="ehr"))

    refused(system.post("/concern-drafts", json=body(home)), 403, "not-allowed")
    refused(system.get("/concern-drafts"), 403, "not-allowed")
    refused(system.get(path), 404, "not-found")


def test_a_change_says_which_version_it_changes_C2(shared_home: Household) -> None:
    path, sam = drafted(shared_home), shared_home.as_("sam")

    stale = {"If-Match": '"7"'}
    refused(sam.put(path, json={}), 428, "if-match-missing")
    refused(sam.put(path, json={}, headers=stale), 412, "if-match-stale")
    refused(sam.delete(path), 428, "if-match-missing")
    refused(sam.delete(path, headers=stale), 412, "if-match-stale")
    assert sam.get(path).json()["drafted"] == body(shared_home)


def test_sent_twice_it_is_drafted_once_and_no_log_holds_the_answer_C2(shared_home: Household) -> None:
    home, sam, key = shared_home, shared_home.as_("sam"), once()
    before, rows = len(sam.get("/concern-drafts").json()), rows_of_answers(home)

    first, again = (sam.post("/concern-drafts", json=body(home), headers=key) for _ in range(2))

    assert first.status_code == again.status_code == 201
    assert first.headers["Location"] == again.headers["Location"]
    assert len(sam.get("/concern-drafts").json()) == before + 1
    problem = refused(sam.post("/concern-drafts", json={}, headers=key), 422, "key-used-before")
    assert fields_of(problem) == {"Idempotency-Key"}
    assert sam.get(first.headers["Location"]).json()["drafted"] == body(home)
    assert rows_of_answers(home) == rows
    theirs = home.as_("petra").post("/concern-drafts", json=body(home), headers=key)
    assert theirs.headers["Location"] != first.headers["Location"], "a key is whose it is"


def rows_of_answers(home: Household) -> int:
    many = 0
    for log in (log for room in home.house.rooms.values() for log in room.logs):
        with log.store.tables.read() as rows:
            many += len(rows.all("SELECT 1 AS one FROM once"))
    return many


def test_an_author_is_warned_and_then_it_is_gone_C2(home: Household) -> None:
    path, sam = drafted(home), home.as_("sam")
    home.clock.move(days=5)

    for told in (sam.get(path).json(), sam.get("/concern-drafts").json()[0]):
        assert told["warning"].startswith("After 2026-03-09 this draft is destroyed for good")
    home.clock.move(days=3)
    wait_for(lambda: sam.get(path).status_code == 404)
    assert sam.get("/concern-drafts").json() == []


def test_the_agencys_policy_set_says_for_how_long_C2(home: Household) -> None:
    rules = RULES | {"concerns": {"draft_days": 3}}
    assert pick(home, published(home, rules=rules)).status_code == 204
    home.settle()

    assert home.as_("petra").get(drafted(home, "petra")).json()["last_day"] == "2026-03-05"
    assert home.as_("sam").get(drafted(home)).json()["last_day"] == "2026-03-09", "another agency's"


def test_it_is_not_destroyed_where_somebody_set_the_clock_C2(home: Household) -> None:
    path, rounds = drafted(home), home.house.rooms["sessions"]._rounds
    rounds()
    with structlog.testing.capture_logs() as lines:
        home.clock.set_wrong(days=30)
        for _ in range(2):
            rounds()
        assert home.as_("sam").get(path).status_code == 200
        home.clock.set_wrong(days=-30)
        rounds()

    said = [(one["event"], one["service"]) for one in lines if one.get("service") == "sessions"]
    assert said == [("clocks disagree", "sessions"), ("clocks agree again", "sessions")], "once each"


def test_an_id_that_is_none_is_none_of_ours_C2(shared_home: Household) -> None:
    for path in (f"/concern-drafts/{uuid4()}", f"/concern-drafts/{shared_home.demo.agreements['maya-sam']}"):
        refused(shared_home.as_("sam").get(path), 404, "not-found")
