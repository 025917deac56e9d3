"""Goals at the edge: the two parties of an agreement set, read, change and end them, and nobody else knows of one (S8)."""

from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, agreed, fields_of, once, places, refused
from tests.edge.sessions import done
from tests.house import Household

ANSWERS: Final = {"change": "Speak up in the «team».", "strengths": "I notice early."}
OTHER: Final = {"change": "Speak up first.", "how": "By notes.", "sign": "They ask.", "support": "Time."}
NOT_THEIRS: Final = ("jordan", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
"""Everybody but the two: the line manager, who supervises administratively, HR, officers, auditor, a colleague."""


def goal(home: Household, **other: Any) -> dict[str, Any]:
    return {"agreement": str(home.demo.agreements["maya-sam"])} | ANSWERS | other


def placed(home: Household, by: str = "maya", **other: Any) -> str:
    answer = home.as_(by).post("/goals", json=goal(home, **other))
    return str(done(answer, 201).headers["Location"])


def changed(home: Household, path: str, by: str = "maya", **other: Any) -> Any:
    tag = home.as_(by).get(path).headers["ETag"]
    return home.as_(by).put(path, json=OTHER | other, headers={"If-Match": tag})


@pytest.mark.parametrize("by", ["maya", "sam"])
def test_either_of_the_two_sets_a_goal_and_both_read_it_S8(by: str, shared_home: Household) -> None:
    path = placed(shared_home, by)

    for handle in ("maya", "sam"):
        told = shared_home.as_(handle).get(path).json()
        assert (told["status"], told["progress"], told["version"]) == ("open", 0, 1)
        assert shared_home.as_(handle).get(f"{path}/words").json() == {
            "goal": path.rpartition("/")[2],
            "answers": ANSWERS,
            "earlier": [],
            "progress": [],
        }


@pytest.mark.parametrize("handle", NOT_THEIRS)
def test_nobody_else_can_tell_that_there_is_one_S8(handle: str, shared_home: Household) -> None:
    path, asked = placed(shared_home), shared_home.as_(handle)
    shared_home.settle()

    for address in ("", "/history", "/words", "/accesses"):
        refused(asked.get(f"{path}{address}"), 404, "not-found")
    refused(asked.post(f"{path}/progress", json={"words": "W"}), 404)
    refused(asked.put(path, json=OTHER, headers={"If-Match": '"1"'}), 404)
    refused(asked.post(f"{path}/ending", json={"outcome": "dropped"}), 404)
    assert path.rpartition("/")[2] not in asked.get("/goals").text


def test_a_goal_goes_on_changes_and_is_achieved_S8(shared_home: Household) -> None:
    home, path = shared_home, placed(shared_home)

    done(home.as_("sam").post(f"{path}/progress", json={"words": "Twice this month."}))
    done(changed(home, path))
    done(home.as_("sam").post(f"{path}/ending", json={"outcome": "achieved", "words": "They ask."}))

    words = home.as_("maya").get(f"{path}/words").json()
    assert words["answers"] == OTHER
    assert [one["answers"] for one in words["earlier"]] == [ANSWERS]
    assert [(one["words"], one["by"]) for one in words["progress"]] == [
        ("Twice this month.", home.person("sam"))
    ]
    assert words["ending"] == {"outcome": "achieved", "words": "They ask."}
    told = home.as_("maya").get(path).json()
    assert (told["status"], told["progress"]) == ("ended", 1)
    for answer in (
        home.as_("maya").post(f"{path}/progress", json={"words": "W"}),
        changed(home, path),
        home.as_("maya").post(f"{path}/ending", json={"outcome": "dropped"}),
    ):
        refused(answer, 409, "goal-has-ended")


def test_whether_it_was_achieved_shows_in_nothing_that_is_clear_S8(home: Household) -> None:
    lengths = []
    for outcome in ("achieved", "dropped"):
        path = placed(home)
        done(home.as_("maya").post(f"{path}/ending", json={"outcome": outcome}))
        assert outcome not in home.as_("maya").get(f"{path}/history").text
        (*_, ended) = home.stored("sessions", path.rpartition("/")[2])
        assert outcome.encode() not in ended
        lengths.append(len(ended))
    assert len(set(lengths)) == 1


def test_a_goal_is_changed_by_whoever_saw_it_as_it_is_S8(shared_home: Household) -> None:
    path = placed(shared_home)

    refused(shared_home.as_("maya").put(path, json=OTHER), 428)
    refused(shared_home.as_("maya").put(path, json=OTHER, headers={"If-Match": '"7"'}), 412)


@pytest.mark.parametrize(
    ("body", "field"),
    [({"change": ""}, "change"), ({"change": "W", "mood": 1}, "body"), ({"agreement": 3}, "agreement")],
)
def test_what_is_no_goal_is_refused_by_field(
    body: dict[str, Any], field: str, shared_home: Household
) -> None:
    before = places(shared_home)
    problem = refused(shared_home.as_("maya").post("/goals", json=goal(shared_home) | body), 422)

    assert fields_of(problem) == {field}
    assert places(shared_home) == before


def test_a_goal_goes_under_an_agreement_of_ones_own_that_is_not_over_S8(home: Household) -> None:
    refused(home.as_("maya").post("/goals", json=goal(home, agreement=NOBODY)), 409, "not-known-yet")
    path = agreed(home)
    done(home.as_("sam").post(f"{path}/ending", json={"why": "other"}))
    home.settle()
    told = goal(home, agreement=path.rpartition("/")[2])
    refused(home.as_("maya").post("/goals", json=told), 409, "agreement-is-over-for-goals")


def test_a_goal_sent_again_is_set_once_S8(home: Household) -> None:
    key = once()
    first, again = (home.as_("maya").post("/goals", json=goal(home), headers=key) for _ in range(2))

    assert first.headers["Location"] == again.headers["Location"]


def test_lists_are_filtered_and_as_new_as_was_asked_for_S8(home: Household) -> None:
    mine = placed(home)
    home.clock.move(seconds=1)
    petras = placed(home, agreement=str(home.demo.agreements["maya-petra"]))
    ended = home.as_("maya").post(f"{mine}/ending", json={"outcome": "dropped"})

    def ids(handle: str, **asked: Any) -> list[str]:
        told = {"At-Least": ended.headers["Position"]}
        return [
            f"/goals/{one['id']}" for one in home.as_(handle).get("/goals", params=asked, headers=told).json()
        ]

    assert ids("maya") == [mine, petras]
    assert ids("sam") == [mine]
    assert ids("petra") == [petras]
    assert ids("maya", status="ended") == [mine]
    assert ids("maya", agreement=str(home.demo.agreements["maya-petra"])) == [petras]


def test_each_reading_is_accounted_for_and_the_two_see_as_what_S8(home: Household) -> None:
    path = placed(home)
    for handle in ("maya", "sam"):
        home.as_(handle).get(f"{path}/words")
        home.clock.move(seconds=1)
    home.settle()

    told = home.as_("sam").get(f"{path}/accesses").json()
    assert [one["relation"] for one in told] == ["worker", "supervisor"]
