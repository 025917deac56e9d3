"""Dual relationships at the edge: the two alone, four questions each, and going on only when both are confident (S14)."""

from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, fields_of, places, refused
from tests.edge.test_accounting import entries
from tests.house import Household

OTHERS: Final = ("jordan", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
QUESTIONS: Final = ("K9-32", "K9-33", "K9-34", "K9-35")


def body(home: Household, **other: Any) -> dict[str, Any]:
    return {
        "agreement": str(home.demo.agreements["maya-sam"]),
        "words": "We sing in the same choir.",
    } | other


def brought(home: Household, by: str = "maya") -> str:
    home.settle()
    answer = home.as_(by).post("/dual-relationships", json=body(home))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def weigh(home: Household, path: str, by: str, *, confident: bool = True) -> None:
    told = {
        "answers": [{"question": one, "words": f"{by}: no."} for one in QUESTIONS],
        "confident": confident,
    }
    assert home.as_(by).post(f"{path}/answers", json=told).status_code == 204


def decide(home: Household, path: str, by: str = "sam", *, going_on: bool = True) -> Any:
    return home.as_(by).post(f"{path}/decisions", json={"going_on": going_on, "words": "W"})


def test_the_two_weigh_it_and_go_on_when_both_are_confident_S14(shared_home: Household) -> None:
    home, path = shared_home, brought(shared_home)
    for handle in ("maya", "sam"):
        weigh(home, path, handle)

    assert decide(home, path).status_code == 204

    read = home.as_("maya").get(f"{path}/words").json()
    assert read["words"] == "We sing in the same choir."
    assert [one["by"] for one in read["weighed"]] == [home.person("maya"), home.person("sam")]
    assert [one["going_on"] for one in read["decisions"]] == [True]
    seen = home.as_("sam").get(path).json()
    assert (seen["status"], len(seen["weighed_by"])) == ("decided", 2)


@pytest.mark.parametrize("doubts", ["maya", "sam"])
def test_with_one_of_them_in_doubt_it_does_not_go_on_S14(doubts: str, shared_home: Household) -> None:
    home, path = shared_home, brought(shared_home)
    weigh(home, path, "maya")
    refused(decide(home, path), 409, "not-weighed-by-both")
    weigh(home, path, "sam")
    weigh(home, path, doubts, confident=False)

    refused(decide(home, path), 409, "not-both-confident")
    assert decide(home, path, going_on=False).status_code == 204


def test_what_each_said_last_counts_and_opens_the_decision_again_S14(shared_home: Household) -> None:
    home, path = shared_home, brought(shared_home)
    weigh(home, path, "maya")
    weigh(home, path, "sam", confident=False)
    assert decide(home, path, going_on=False).status_code == 204

    weigh(home, path, "sam")

    assert home.as_("maya").get(path).json()["status"] == "weighed"
    assert decide(home, path, by="maya").status_code == 204


def test_a_decision_to_go_on_opens_what_both_said_last_and_accounts_for_it_S14(home: Household) -> None:
    path = brought(home)
    for handle in ("maya", "maya", "sam"):
        weigh(home, path, handle)
    before = len(entries(home, "sessions"))

    assert decide(home, path, going_on=False).status_code == 204
    assert len(entries(home, "sessions")) == before, "not to go on asks nothing"
    assert decide(home, path).status_code == 204

    (entry,) = entries(home, "sessions")[before:]
    assert (entry["fact"]["action"], entry["fact"]["rule"]) == ("decide", "DR5")
    assert entry["fact"]["target_versions"] == [3, 4]


def test_nobody_else_can_tell_that_there_is_one_S14(home: Household) -> None:
    """Not the line manager, who is Petra; not by any role."""
    path = brought(home)
    home.settle()

    for handle in OTHERS:
        person = home.as_(handle)
        for what in ("", "/history", "/words", "/accesses"):
            refused(person.get(path + what), 404, "not-found")
        refused(person.post(f"{path}/decisions", json={"going_on": False}), 404, "not-found")
        assert person.get("/dual-relationships").json() == []


def test_the_two_see_who_opened_it_S14(home: Household) -> None:
    path = brought(home)
    assert home.as_("sam").get(f"{path}/words").status_code == 200
    home.settle()

    for handle in ("maya", "sam"):
        told = home.as_(handle).get(f"{path}/accesses").json()
        assert [(one["by"], one["rule"]) for one in told] == [(home.person("sam"), "DR2")]


def test_about_an_agreement_of_others_none_is_brought_S14(shared_home: Household) -> None:
    before = places(shared_home)

    others = shared_home.as_("jordan").post("/dual-relationships", json=body(shared_home))
    none = shared_home.as_("jordan").post("/dual-relationships", json=body(shared_home, agreement=NOBODY))

    assert refused(others, 409, "not-known-yet") == refused(none, 409, "not-known-yet")
    assert places(shared_home) == before


def test_all_four_questions_are_answered_S14(shared_home: Household) -> None:
    path = brought(shared_home)
    told = {"answers": [{"question": one, "words": "No."} for one in QUESTIONS[:3]], "confident": True}

    problem = refused(shared_home.as_("maya").post(f"{path}/answers", json=told), 422, "all-four-questions")

    assert fields_of(problem) == {"answers"}


def test_its_history_and_its_list_tell_no_word_and_no_decision_S14(home: Household) -> None:
    path = brought(home)
    for handle in ("maya", "sam"):
        weigh(home, path, handle)
    assert decide(home, path).status_code == 204
    home.settle()

    told = home.as_("maya").get(f"{path}/history").text + home.as_("sam").get("/dual-relationships").text

    assert "choir" not in told
    assert "going_on" not in told
    assert '"status":"decided"' in told
    assert home.as_("maya").get("/dual-relationships?status=open").json() == []


def test_everybody_sees_the_four_questions_K9(shared_home: Household) -> None:
    answer = shared_home.as_("jordan").get("/dual-relationships/questions")

    assert [one["code"] for one in answer.json()] == list(QUESTIONS)
    assert answer.headers["ETag"]
