"""What lies between two goes on with their next agreement; what is administrative and what is development stay apart (D8, S3, S5, S6)."""

from datetime import timedelta
from typing import Any, Final

import pytest

from tests.edge.given import agreed, drafted, hear_of_the_directory, refused
from tests.edge.sessions import contact, done, outline, to_come
from tests.house import Household

DEVELOPMENT: Final = "professional-development"
ADMINISTRATIVE: Final = "administrative"
BOTH: Final = "both"
KEY: Final = {"what": "Ask for a second key."}


def end(home: Household, path: str) -> None:
    done(home.as_("maya").post(f"{path}/ending", json={"why": "other"}))
    home.settle()


def end_first(home: Household) -> None:
    end(home, f"/agreements/{home.demo.agreements['maya-sam']}")


def next_one(home: Household, kind: str, key: str = "next", **other: Any) -> str:
    """The address of the next agreement of the two, in force; sessions are then made under its key."""
    path = agreed(home, kind=kind, starts=home.clock().date().isoformat(), **other)
    home.demo.agreements[key] = path.rpartition("/")[2]  # type: ignore[assignment]
    home.settle()
    return path


def later(home: Household) -> None:
    home.clock.move(hours=3)
    hear_of_the_directory(home)
    home.settle()


def written(home: Household, key: str = "maya-sam", *actions: dict[str, Any], **other: Any) -> str:
    """The address of a session under an agreement, with a record."""
    later(home)
    path = contact(home, key=key)
    planned = [{"who": home.person("sam")} | one for one in actions]
    done(home.as_("sam").post(f"{path}/record", json=outline(home, actions=planned, **other)), 201)
    home.settle()
    return path


def left(home: Household, key: str) -> tuple[list[str], list[str]]:
    """Words of what can be brought forward: actions, topics."""
    path = to_come(home, key=key)
    told = done(home.as_("maya").get(f"{path}/agenda"), 200).json()
    home.settle()
    return (
        [one["action"]["what"] for one in told["open_actions"]],
        [one["item"]["heading"] for one in told["topics_left"]],
    )


def actions(home: Household, path: str) -> list[tuple[str, str]]:
    told = done(home.as_("sam").get(f"{path}/record"), 200).json()["actions"]
    return [(one["action"]["what"], one["standing"]) for one in told]


def balance(home: Household, key: str) -> Any:
    found = home.as_("maya").get(f"/sessions/balance?agreement={home.demo.agreements[key]}")
    return done(found, 200).json()


def close(home: Household, path: str, number: int = 1) -> Any:
    return home.as_("maya").post(f"{path}/actions/{number}/completion", json={"closing": "done"})


@pytest.mark.parametrize("kind", [DEVELOPMENT, BOTH])
def test_open_actions_topics_and_balance_go_on_with_the_next_agreement_S3(home: Household, kind: str) -> None:
    ahead = to_come(home)
    done(home.as_("maya").post(f"{ahead}/agenda-items", json={"heading": "Rides"}), 201)
    later(home)
    done(home.as_("sam").post(f"{ahead}/holding", json={"minutes": 60, "extent": "full"}))
    body = outline(home, actions=[KEY | {"who": home.person("sam")}])
    done(home.as_("sam").post(f"{ahead}/record", json=body), 201)
    end_first(home)
    next_one(home, kind)

    assert left(home, "next") == ([KEY["what"]], ["Rides"])
    told = balance(home, "next")
    assert (told["records"], told["goes_on_with"]) == (1, [str(home.demo.agreements["maya-sam"])])

    record = written(home, "next", {"what": "Bring the plan."})
    assert actions(home, record) == [("Bring the plan.", "open"), (KEY["what"], "open")]
    assert actions(home, ahead) == [(KEY["what"], "goes-on")]
    refused(close(home, ahead), 409, "action-goes-on")
    done(close(home, record, 2))
    assert left(home, "next")[0] == ["Bring the plan."]
    assert balance(home, "next")["records"] == 2


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (DEVELOPMENT, ADMINISTRATIVE),
        (ADMINISTRATIVE, DEVELOPMENT),
        (BOTH, DEVELOPMENT),
        (BOTH, ADMINISTRATIVE),
    ],
)
def test_nothing_goes_on_where_the_kinds_are_kept_apart_D8(home: Household, first: str, then: str) -> None:
    end_first(home)
    path = next_one(home, first, "first")
    record = written(home, "first", KEY)
    end(home, path)
    next_one(home, then)

    assert left(home, "next") == ([], [])
    assert actions(home, written(home, "next")) == []
    told = balance(home, "next")
    assert told["records"] == 1
    assert str(home.demo.agreements["first"]) not in told["goes_on_with"]
    done(close(home, record))


def test_two_agreements_side_by_side_stay_apart_D8(home: Household) -> None:
    home.clock.move(days=2)
    next_one(home, BOTH)
    written(home, "maya-sam", KEY)
    assert left(home, "next") == ([], [])
    home.clock.move(days=2)
    end_first(home)

    assert left(home, "next") == ([], [])


def test_one_agreed_on_before_the_other_is_over_goes_on_with_it_S6(home: Household) -> None:
    first_day = home.clock.at.date().replace(day=12).isoformat()
    agreed_early = agreed(home, kind=DEVELOPMENT, starts=first_day)
    home.demo.agreements["next"] = agreed_early.rpartition("/")[2]  # type: ignore[assignment]
    written(home, "maya-sam", KEY)
    home.clock.move(days=10)
    end_first(home)

    assert left(home, "next")[0] == [KEY["what"]]


def test_it_goes_on_once_the_earlier_one_is_over_and_not_before_D8(home: Household) -> None:
    next_one(home, ADMINISTRATIVE, "first", ends="2026-03-20")
    home.clock.move(seconds=1)
    path = agreed(home, kind=ADMINISTRATIVE, starts="2026-03-20")
    home.demo.agreements["next"] = path.rpartition("/")[2]  # type: ignore[assignment]
    written(home, "first", KEY)
    ahead = to_come(home, key="next", starts="2026-03-24T15:00:00Z")

    assert done(home.as_("maya").get(f"{ahead}/agenda"), 200).json()["open_actions"] == []
    end(home, f"/agreements/{home.demo.agreements['first']}")
    assert len(done(home.as_("maya").get(f"{ahead}/agenda"), 200).json()["open_actions"]) == 1


def test_an_action_is_closed_under_the_earlier_agreement_by_both_and_goes_on_no_more_S6(
    home: Household,
) -> None:
    record = written(home, "maya-sam", KEY)
    end_first(home)
    next_one(home, DEVELOPMENT)
    refused(home.as_("jordan").post(f"{record}/actions/1/completion", json={"closing": "done"}), 404)

    done(close(home, record))

    assert left(home, "next")[0] == []
    assert actions(home, written(home, "next")) == []


def test_what_two_agreements_left_goes_on_with_the_one_of_both_kinds_D8(home: Household) -> None:
    beside = next_one(home, ADMINISTRATIVE, "beside")
    written(home, "maya-sam", KEY)
    written(home, "beside", {"what": "Fill in the hours."})
    written(home, "beside")
    end_first(home)
    end(home, beside)
    next_one(home, BOTH)

    assert sorted(left(home, "next")[0]) == [KEY["what"], "Fill in the hours."]
    assert balance(home, "next")["records"] == 3
    assert balance(home, "beside")["records"] == 2
    last = written(home, "next")
    assert sorted(what for what, _ in actions(home, last)) == [KEY["what"], "Fill in the hours."]
    done(close(home, last))
    assert len(left(home, "next")[0]) == 1


def test_what_is_written_late_under_the_earlier_one_brings_nothing_back_S6(home: Household) -> None:
    record = written(home, "maya-sam", KEY)
    late = contact(home)
    end_first(home)
    next_one(home, BOTH)
    closed = written(home, "next", {"what": "Fill in the hours."})
    done(close(home, closed, 2))
    home.clock.move(seconds=1)  # records are told apart by the time at which they were written
    added = outline(home, actions=[{"what": "Bring the plan.", "who": home.person("sam")}])

    done(home.as_("sam").post(f"{late}/record", json=added), 201)
    home.settle()

    assert actions(home, late) == [("Bring the plan.", "open")]
    both = ["Bring the plan.", "Fill in the hours."]
    assert left(home, "next")[0] == both
    assert [what for what, _ in actions(home, written(home, "next"))] == both
    assert actions(home, record) == [(KEY["what"], "goes-on")]


def test_an_agreement_that_came_to_nothing_goes_on_with_nothing_S6(home: Household) -> None:
    written(home, "maya-sam", KEY)
    end_first(home)
    end(home, drafted(home, kind=BOTH))
    next_one(home, DEVELOPMENT)

    assert left(home, "next")[0] == [KEY["what"]]


@pytest.mark.parametrize("before", [True, False], ids=["before the other was over", "after it"])
def test_a_draft_that_is_left_lying_keeps_nothing_from_the_one_they_sign_S6(
    before: bool, home: Household
) -> None:
    written(home, "maya-sam", KEY)
    if before:
        drafted(home, kind=BOTH)
    end_first(home)
    if not before:
        drafted(home, kind=DEVELOPMENT)
    later(home)
    next_one(home, DEVELOPMENT)

    assert left(home, "next")[0] == [KEY["what"]]
    assert balance(home, "next")["records"] == 1


def test_a_draft_goes_on_where_nothing_else_does_S6(home: Household) -> None:
    written(home, "maya-sam", KEY)
    end_first(home)
    home.demo.agreements["next"] = drafted(home, kind=DEVELOPMENT).rpartition("/")[2]  # type: ignore[assignment]
    home.settle()

    assert left(home, "next")[0] == [KEY["what"]]


def test_which_day_it_was_the_agencys_clock_says_S6(home: Household) -> None:
    """In Toronto it is still the evening of the day on which the next one began."""
    written(home, "maya-sam", KEY)
    next_one(home, DEVELOPMENT)
    home.clock.at = home.clock.at.replace(hour=1, minute=30) + timedelta(days=1)
    hear_of_the_directory(home)
    end_first(home)

    assert left(home, "next")[0] == [KEY["what"]]


def test_another_supervisor_begins_anew_S6(home: Household) -> None:
    written(home, "maya-sam", KEY)
    end_first(home)
    path = agreed(home, "maya", "petra", kind=DEVELOPMENT, starts=home.clock().date().isoformat())
    home.demo.agreements["next"] = path.rpartition("/")[2]  # type: ignore[assignment]
    home.settle()

    ahead = to_come(home, by="petra", key="next")

    assert home.as_("petra").get(f"{ahead}/agenda").json()["open_actions"] == []
    assert (
        home.as_("maya").get(f"/sessions/balance?agreement={path.rpartition('/')[2]}").json()["records"] == 0
    )


def test_what_was_carried_on_is_not_opened_again_where_it_was_S6(home: Household) -> None:
    record = written(home, "maya-sam", KEY)
    end_first(home)
    next_one(home, BOTH)
    carried_from = {"session": record.rpartition("/")[2], "action": 1}
    written(home, "next", {"what": "Ask for two keys.", "carried_from": carried_from})

    def openings() -> int:
        home.settle()
        found = home.as_("sam").get(f"{record}/accesses").json()
        return len([one for one in found if one["action"] == "carry-on"])

    before = openings()
    assert left(home, "next")[0] == ["Ask for two keys."]
    assert openings() == before == 1, "for writing the next record, and never since"


def test_reading_across_is_accounted_for_S6(home: Household) -> None:
    record = written(home, "maya-sam", KEY)
    end_first(home)
    next_one(home, DEVELOPMENT)
    left(home, "next")
    balance(home, "next")
    home.settle()

    found = home.as_("sam").get(f"{record}/accesses").json()

    assert {(one["action"], one["rule"]) for one in found} >= {("carry-on", "SR6"), ("read-balance", "BA1")}


def test_a_goal_is_the_workers_alone_once_supervision_is_over_S8(home: Household) -> None:
    sam, maya = home.as_("sam"), home.as_("maya")
    told = {"agreement": str(home.demo.agreements["maya-sam"]), "change": "Speak up in the team."}
    first, second = (str(done(maya.post("/goals", json=told), 201).headers["Location"]) for _ in range(2))
    done(sam.post(f"{first}/progress", json={"words": "Twice."}))
    end_first(home)

    tag = {"If-Match": sam.get(first).headers["ETag"]}
    for answer in (
        sam.post(f"{first}/progress", json={"words": "I hear that you go on."}),
        sam.put(first, json={"change": "Something else."}, headers=tag),
        sam.post(f"{first}/ending", json={"outcome": "dropped"}),
    ):
        refused(answer, 409, "goal-is-the-workers-now")
    assert sam.get(f"{first}/words").status_code == 200, "reading stays"
    drafted(home, kind=DEVELOPMENT)
    home.settle()
    refused(sam.post(f"{second}/ending", json={"outcome": "dropped"}), 409, "goal-is-the-workers-now")
    done(maya.post(f"{first}/progress", json={"words": "I go on."}))
    done(maya.post(f"{first}/ending", json={"outcome": "achieved"}))

    next_one(home, DEVELOPMENT)
    done(sam.post(f"{second}/progress", json={"words": "We go on."}))


def test_the_worker_alone_stops_a_dual_relationship_once_supervision_is_over_S14(home: Household) -> None:
    sam, maya = home.as_("sam"), home.as_("maya")
    told = {"agreement": str(home.demo.agreements["maya-sam"]), "words": "We sing in the same choir."}
    path = str(done(maya.post("/dual-relationships", json=told), 201).headers["Location"])
    weighed = {
        "answers": [{"question": f"K9-{number}", "words": "No."} for number in range(32, 36)],
        "confident": True,
    }
    for one in (sam, maya):
        done(one.post(f"{path}/answers", json=weighed))
    end_first(home)
    opened = len(maya.get(f"{path}/accesses").json())

    for one in (sam, maya):
        refused(one.post(f"{path}/answers", json=weighed), 409, "nothing-to-decide-under")
        going_on = one.post(f"{path}/decisions", json={"going_on": True})
        refused(going_on, 409, "nothing-to-decide-under")
    refused(sam.post(f"{path}/decisions", json={"going_on": False}), 409, "nothing-to-decide-under")
    home.settle()
    assert len(maya.get(f"{path}/accesses").json()) == opened, "nothing is opened for what is refused"
    assert sam.get(f"{path}/words").status_code == 200, "reading stays"
    done(maya.post(f"{path}/decisions", json={"going_on": False}))

    next_one(home, BOTH)
    done(sam.post(f"{path}/answers", json=weighed))
