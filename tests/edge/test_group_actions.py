"""What the record of a meeting has room for beside its outline, and its actions until somebody closes them (S1, S3, S4, S6, S9)."""

from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, fields_of, refused
from tests.edge.given_groups import (
    NAMED,
    circle,
    correct_group_record,
    done,
    group,
    held,
    later,
    scheduled,
    signed,
    written,
)
from tests.house import Household

WORDS: Final = "Ask the team for ten minutes after a visit."


def action(home: Household, who: str = "maya", what: str = WORDS, **other: Any) -> dict[str, Any]:
    return {"what": what, "who": home.person(who), "by_when": "2026-04-01"} | other


def place(meeting: str, number: int = 1) -> dict[str, Any]:
    return {"carried_from": {"session": meeting.rpartition("/")[2], "action": number}}


def read(home: Household, meeting: str, by: str = "maya") -> dict[str, Any]:
    told: dict[str, Any] = done(home.as_(by).get(f"{meeting}/record"), 200).json()
    return told


def standing(home: Household, meeting: str, by: str = "maya") -> list[tuple[str | None, str]]:
    return [(one["action"].get("what"), one["standing"]) for one in read(home, meeting, by)["actions"]]


def close(home: Household, meeting: str, number: int = 1, by: str = "maya", **said: Any) -> Any:
    body = {"closing": "done"} | said
    return home.as_(by).post(f"{meeting}/actions/{number}/completion", json=body)


def next_meeting(home: Household, path: str, *there: str, by: str = "sam") -> str:
    later(home, hours=3)
    return held(home, path, *there, by=by)


def erase(home: Household, meeting: str) -> None:
    told = {"record_type": "group-session", "reason": "never-lawful", "words": "It named somebody."}
    order = {"record": meeting.rpartition("/")[2]} | told
    answer = done(home.as_("rowan").post("/erasures", json=order), 201)
    done(home.as_("wren").post(f"{answer.headers['Location']}/approval"))


@pytest.mark.parametrize("is_circle", [False, True])
def test_a_record_says_what_was_touched_how_what_came_of_it_and_who_does_what_S6(
    is_circle: bool, shared_home: Household
) -> None:
    home, by = shared_home, "maya" if is_circle else "sam"
    meeting = held(home, circle(home) if is_circle else group(home), "maya", "jordan", by=by)
    more: dict[str, Any] = {
        "purposes": ["formative", "restorative"],
        "functions": ["educate", "support"],
        "methods": ["recording", "review-of-documentation"],
        "outcomes": "We leave a visit in time.",
    }
    actions = [action(home), action(home, "jordan", "Bring the form.")]
    done(written(home, meeting, by, **more, actions=actions), 201)

    told = read(home, meeting, "jordan")

    assert more.items() <= told["record"].items()
    assert told["record"]["actions"] == [{"number": at} | one for at, one in enumerate(actions, 1)]
    assert standing(home, meeting) == [(WORDS, "open"), ("Bring the form.", "open")]
    done(signed(home, meeting, "jordan"))


def test_an_action_is_of_those_who_were_there_S6(shared_home: Household) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya")
    for who in ("jordan", "petra"):
        problem = refused(written(home, meeting, actions=[action(home), action(home, who)]), 422, "not-there")
        assert fields_of(problem) == {"record.actions.1.who"}
    done(written(home, meeting, actions=[action(home, "sam")]), 201)
    of_a_circle = held(home, circle(home), "maya", "jordan", by="maya")
    refused(written(home, of_a_circle, "maya", actions=[action(home, "sam")]), 422, "not-there")


def test_whoever_was_there_closes_it_done_or_dropped_for_a_reason_S6(shared_home: Household) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya")
    done(written(home, meeting, actions=[action(home), action(home, what="Bring the form.")]), 201)

    refused(close(home, meeting, by="jordan"), 403, "not-allowed")
    refused(close(home, meeting, 9), 404, "not-found")
    problem = refused(close(home, meeting, closing="dropped"), 422, "say-why-it-is-dropped")
    assert fields_of(problem) == {"words"}
    done(close(home, meeting, by="sam"))
    done(close(home, meeting, 2, closing="dropped", words="There is no such form."))

    assert standing(home, meeting) == [(WORDS, "done"), ("Bring the form.", "dropped")]
    [_, dropped] = read(home, meeting)["actions"]
    assert (dropped["closed_by"], dropped["words"]) == (home.person("maya"), "There is no such form.")
    refused(close(home, meeting), 409, "action-is-closed")


def test_what_was_read_of_a_meeting_is_what_is_corrected_S6(shared_home: Household) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya", "jordan")
    done(written(home, meeting), 201)
    digest = read(home, meeting)["digest"]
    done(correct_group_record(home, meeting, "jordan", outline=["Jordan adds this"]))
    body = {"digest": digest, "record": {"outline": ["Maya adds that"]}}

    refused(home.as_("maya").post(f"{meeting}/corrections", json=body), 409, "record-has-changed")

    assert read(home, meeting)["record"]["outline"] == ["Jordan adds this"]
    unsaid = refused(home.as_("maya").post(f"{meeting}/corrections", json={"record": body["record"]}), 422)
    assert fields_of(unsaid) == {"digest"}


def test_a_correction_rewords_what_is_open_and_leaves_out_none_S6(shared_home: Household) -> None:
    home = shared_home
    meeting = held(home, group(home), "maya")
    done(written(home, meeting, actions=[action(home), action(home, what="Bring the form.")]), 201)
    done(close(home, meeting))

    def correct(*actions: dict[str, Any]) -> Any:
        return correct_group_record(home, meeting, "maya", outline=["Otherwise"], actions=list(actions))

    refused(correct(action(home, number=1)), 409, "action-is-closed")
    refused(correct(action(home, number=9)), 422, "no-such-action")
    refused(correct(action(home, "jordan", number=2)), 422, "not-there")
    done(correct(action(home, "sam", "Bring both forms.", number=2), action(home, what="Come early.")))

    told = [(WORDS, "done"), ("Bring both forms.", "open"), ("Come early.", "open")]
    assert standing(home, meeting) == told
    assert [one["what"] for one in read(home, meeting)["first_written"]["actions"]] == [
        WORDS,
        "Bring the form.",
    ]


def test_an_action_goes_on_where_one_who_was_at_both_names_it_and_is_closed_there_S9(home: Household) -> None:
    path = group(home)
    first = held(home, path, "maya")
    done(written(home, first, actions=[action(home), action(home, what="Only we know this.")]), 201)
    second = next_meeting(home, path, "jordan")
    done(written(home, second, actions=[action(home, "jordan", **place(first))]), 201)

    assert standing(home, second, "jordan") == [(WORDS, "open")]
    assert "Only we know this." not in home.as_("jordan").get(f"{second}/record").text
    refused(home.as_("jordan").get(f"{first}/record"), 403, "not-allowed")
    assert standing(home, first) == [(WORDS, "goes-on"), ("Only we know this.", "open")]
    assert second.rpartition("/")[2] not in home.as_("maya").get(f"{first}/record").text

    refused(close(home, first), 409, "action-goes-on")
    again = {"outline": ["O"], "actions": [action(home, number=1)]}
    refused(correct_group_record(home, first, "maya", **again), 409, "action-goes-on")
    done(close(home, second, by="jordan"))
    assert standing(home, second, "jordan") == [(WORDS, "done")]
    assert standing(home, first)[0] == (WORDS, "goes-on"), "what came of it is told to those who were there"


def test_nothing_goes_on_by_itself_S9(home: Household) -> None:
    path = group(home)
    first = held(home, path, "maya")
    done(written(home, first, actions=[action(home)]), 201)
    second = next_meeting(home, path, "maya")
    done(written(home, second), 201)

    assert standing(home, second) == []
    assert standing(home, first) == [(WORDS, "open")]


def test_it_goes_on_once_and_only_from_an_earlier_meeting_of_the_same_group_S6(home: Household) -> None:
    path = group(home)
    first = held(home, path, "maya")
    done(written(home, first, actions=[action(home), action(home, what="Closed.")]), 201)
    done(close(home, first, 2))
    unwritten = held(home, path, "maya")
    elsewhere = held(home, group(home), "maya")
    done(written(home, elsewhere, actions=[action(home)]), 201)
    second = next_meeting(home, path, "maya")
    third, fourth = (next_meeting(home, path, "maya") for _ in range(2))
    done(written(home, fourth, actions=[action(home)]), 201)

    for from_there in (
        *(place(first, 2), place(first, 3), place(unwritten), place(elsewhere), place(second)),
        *(place(third), place(fourth), place(NOBODY), place(path)),
    ):
        problem = refused(
            written(home, second, actions=[action(home, **from_there)]), 422, "not-an-open-action"
        )
        assert fields_of(problem) == {"record.actions.0.carried_from"}
    twice = [action(home, **place(first))] * 2
    problem = refused(written(home, second, actions=twice), 422, "not-an-open-action")
    assert fields_of(problem) == {"record.actions.1.carried_from"}
    assert standing(home, first)[0] == (WORDS, "open")
    done(written(home, second, actions=[action(home, **place(first))]), 201)
    refused(written(home, third, actions=[action(home, **place(first))]), 422, "not-an-open-action")
    done(written(home, third, actions=[action(home, **place(second))]), 201)
    assert standing(home, second) == [(WORDS, "goes-on")]


def test_who_was_not_at_the_earlier_meeting_brings_nothing_of_it_along_S9(home: Household) -> None:
    path = circle(home)
    first = held(home, path, "maya", "jordan", by="maya")
    done(written(home, first, "maya", actions=[action(home)]), 201)
    second = next_meeting(home, path, "jordan", "sam", by="jordan")

    goes_on = [action(home, "jordan", **place(first))]
    refused(written(home, second, "sam", actions=goes_on), 422, "not-an-open-action")
    done(written(home, second, "jordan", actions=goes_on), 201)
    assert standing(home, second, "sam") == [(WORDS, "open")]


def test_each_meeting_whose_actions_are_named_is_opened_and_accounted_for_C5(home: Household) -> None:
    path = group(home)
    first = held(home, path, "maya")
    done(written(home, first, actions=[action(home)]), 201)
    second = next_meeting(home, path, "maya")
    done(written(home, second, actions=[action(home, **place(first))]), 201)
    home.settle()

    rules = [one["rule"] for one in home.as_("maya").get(f"{first}/accesses").json()]
    assert "GR27" in rules


def test_who_was_at_a_meeting_sees_who_read_its_words_where_they_went_on_C5(home: Household) -> None:
    path = group(home)
    first = held(home, path, "maya")
    done(written(home, first, actions=[action(home), action(home, what="Bring the form.")]), 201)
    second = next_meeting(home, path, "maya", "jordan")
    goes_on = [action(home, **place(first)), action(home, what="In other words.", **place(first, 2))]
    done(written(home, second, actions=goes_on), 201)

    def accesses(meeting: str) -> list[tuple[str, str, str]]:
        home.settle()
        found = done(home.as_("maya").get(f"{meeting}/accesses"), 200).json()
        return [(one["action"], one["relation"], one["rule"]) for one in found]

    before, here = accesses(first), accesses(second)
    assert read(home, second, "jordan")["actions"][0]["action"]["what"] == WORDS
    since = accesses(first)[len(before) :]
    assert since == accesses(second)[len(here) :]
    assert [one[0] for one in since] == ["read-record"]

    again = {"outline": ["O"], "actions": [action(home, what="Otherwise.", number=1)]}
    done(correct_group_record(home, second, "jordan", **again))
    erase(home, first)
    assert standing(home, second, "jordan") == [("Otherwise.", "open"), ("In other words.", "open")]


def test_what_was_erased_with_its_meeting_goes_on_in_no_later_record_S6(home: Household) -> None:
    path = group(home)
    first = held(home, path, "maya")
    done(written(home, first, actions=[action(home), action(home, what="Bring the form.")]), 201)
    second = next_meeting(home, path, "maya")
    goes_on = [action(home, **place(first)), action(home, what="In other words.", **place(first, 2))]
    done(written(home, second, actions=goes_on), 201)
    digest = read(home, second)["digest"]

    erase(home, first)

    refused(home.as_("maya").get(f"{first}/record"), 410, "erased")
    assert standing(home, second) == [(None, "open"), ("In other words.", "open")]
    assert read(home, second)["digest"] == digest, "what was signed reads as signed"
    third = next_meeting(home, path, "maya")
    refused(written(home, third, actions=[action(home, **place(second))]), 422, "not-an-open-action")
    refused(written(home, third, actions=[action(home, **place(first))]), 422, "not-an-open-action")


def test_an_erased_later_meeting_takes_no_action_of_an_earlier_one_along_S9(home: Household) -> None:
    path = group(home)
    first = held(home, path, "maya")
    done(written(home, first, actions=[action(home), action(home, what="Bring the form.")]), 201)
    second = next_meeting(home, path, "maya")
    both = [action(home, **place(first)), action(home, what="Bring the form.", **place(first, 2))]
    done(written(home, second, actions=both), 201)

    erase(home, second)

    assert standing(home, first) == [(WORDS, "open"), ("Bring the form.", "open")]
    again = {"outline": ["O"], "actions": [action(home, what="Bring both forms.", number=2)]}
    done(correct_group_record(home, first, "maya", **again))
    done(close(home, first, 2))
    third = next_meeting(home, path, "maya")
    done(written(home, third, actions=[action(home, **place(first))]), 201)
    assert standing(home, third) == [(WORDS, "open")]
    assert standing(home, first) == [(WORDS, "goes-on"), ("Bring both forms.", "done")]
    refused(close(home, first), 409, "action-goes-on")


def test_only_those_who_were_there_can_tell_what_was_added_to_a_record_C5(home: Household) -> None:
    meeting = held(home, group(home), "maya")
    many = [action(home, what=f"Come early, {number}. " + "x" * 300) for number in range(20)]
    done(written(home, meeting, actions=many), 201)
    done(close(home, meeting))
    done(home.as_("maya").post(f"{meeting}/addenda", json={"words": "More."} | NAMED))
    done(correct_group_record(home, meeting, "maya", outline=["Otherwise"]))

    log = home.house.rooms["sessions"].store.read(0, 100_000)
    added = [stored for _, stored in log if b"sessions.GroupRecordAddedTo" in stored]
    assert len(added) == 3
    assert len({len(one) for one in added}) == 1


def test_a_meeting_to_come_has_no_record_S6(shared_home: Household) -> None:
    home = shared_home
    meeting = scheduled(home, group(home), hours=1)
    refused(written(home, meeting, actions=[action(home)]), 409, "not-held")
    refused(close(home, meeting), 403)
