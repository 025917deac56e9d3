"""Evaluations at the edge: between the two after a session; of a period the worker first, then those whom S13 names (S8)."""

import json
from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, agreed, fields_of, once, places, refused
from tests.edge.sessions import contact, done, to_come
from tests.house import Household

EVERYBODY: Final = ("maya", "jordan", "sam", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
AFTER_A_SESSION: Final = [handle for handle in EVERYBODY if handle not in ("maya", "sam")]
OTHERS: Final = ("tomasz", "ines")
"""HR of the agency; and the line manager of the placement, once she is that."""
NEVER: Final = ("jordan", "sam", "rowan", "dilip", "nora", "wren")
"""A colleague, who supervises development, officers, coordinator, auditor: nobody by a role of theirs."""


def formative(session: str, **other: Any) -> dict[str, Any]:
    said = {"session": session.rpartition("/")[2], "of": "supervisor", "went_well": "You let me find my way."}
    return {"formative": {name: value for name, value in (said | other).items() if value is not None}}


def summative(home: Household, agreement: str = "", **other: Any) -> dict[str, Any]:
    said = {
        "agreement": agreement.rpartition("/")[2] or str(home.demo.agreements["maya-petra"]),
        "starts": "2025-11-01",
        "ends": "2026-02-28",
        "rated": [
            {"competency": "K7-12", "rating": "steady", "words": "In «groups» above all."},
            {"function": "Runs the Friday group", "rating": "growing"},
        ],
        "overall": "The role became clear.",
    }
    return {"summative": {name: value for name, value in (said | other).items() if value is not None}}


def given(home: Household, by: str = "maya", session: str = "", **other: Any) -> str:
    answer = home.as_(by).post("/evaluations", json=formative(session or contact(home), **other))
    return str(done(answer, 201).headers["Location"])


def written(home: Household, **other: Any) -> str:
    answer = home.as_("petra").post("/evaluations", json=summative(home, **other))
    return str(done(answer, 201).headers["Location"])


def shown(home: Household, path: str, by: str = "maya") -> Any:
    entry = home.as_(by).get(path).json()["last_said"]
    return home.as_(by).post(f"{path}/showing", json={"entry": entry})


def managed_by_ines(home: Household) -> None:
    """So that who manages the placement is not who supervises by the agreement."""
    placement = home.demo.placements["maya"]
    told = {"line_manager": home.person("ines")}
    done(home.as_("tomasz").post(f"/placements/{placement}/line-managers", json=told))
    home.settle()


def listed(home: Household, handle: str, **asked: Any) -> list[str]:
    home.settle()
    return [one["id"] for one in home.as_(handle).get("/evaluations", params=asked).json()]


@pytest.mark.parametrize("by", ["maya", "sam"])
@pytest.mark.parametrize("of", ["worker", "supervisor"])
def test_each_of_the_two_evaluates_the_other_and_themselves_after_a_session_S8(
    by: str, of: str, shared_home: Household
) -> None:
    path = given(shared_home, by, of=of, otherwise="More time for the last point.")

    for handle in ("maya", "sam"):
        told = shared_home.as_(handle).get(path).json()
        assert (told["kind"], told["status"], told["by"]) == ("formative", "given", shared_home.person(by))
        words = shared_home.as_(handle).get(f"{path}/words").json()
        assert (words["of"], words["went_well"]) == (of, "You let me find my way.")
        assert words["otherwise"] == "More time for the last point."


@pytest.mark.parametrize("handle", AFTER_A_SESSION)
def test_what_is_said_after_a_session_stays_between_the_two_S8(handle: str, shared_home: Household) -> None:
    path = given(shared_home)
    asked = shared_home.as_(handle)

    for address in ("", "/history", "/words", "/accesses"):
        refused(asked.get(f"{path}{address}"), 404, "not-found")
    refused(asked.post(f"{path}/showing", json={"entry": 1}), 404)
    refused(asked.post(f"{path}/additions", json={"words": "W"}), 404)
    assert path.rpartition("/")[2] not in listed(shared_home, handle)


def test_neither_of_the_two_can_show_it_to_anybody_S8(shared_home: Household) -> None:
    path = given(shared_home)

    for handle in ("maya", "sam"):
        refused(shared_home.as_(handle).post(f"{path}/showing", json={"entry": 1}), 403, "not-allowed")


def test_only_a_session_of_ones_own_that_was_held_is_evaluated_S8(shared_home: Household) -> None:
    home, session = shared_home, contact(shared_home)

    refused(home.as_("jordan").post("/evaluations", json=formative(session)), 404)
    refused(home.as_("nora").post("/evaluations", json=formative(session)), 403)
    refused(home.as_("maya").post("/evaluations", json=formative(NOBODY)), 404)
    refused(home.as_("maya").post("/evaluations", json=formative(to_come(home))), 409, "not-held-yet")


def test_an_evaluation_sent_again_is_given_once_S8(home: Household) -> None:
    key, body = once(), formative(contact(home))
    first, again = (home.as_("maya").post("/evaluations", json=body, headers=key) for _ in range(2))

    assert first.headers["Location"] == again.headers["Location"]
    assert len(listed(home, "sam")) == 1


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        ({}, 422, {"formative", "summative"}),
        ({"formative": {"session": NOBODY, "of": "nobody"}}, 422, {"formative.of"}),
        ({"formative": {"session": NOBODY, "of": "worker", "rated": [{"rating": 3}]}}, 422, None),
    ],
)
def test_what_is_no_evaluation_is_refused_by_field(
    body: dict[str, Any], status: int, fields: set[str] | None, shared_home: Household
) -> None:
    before = places(shared_home)
    problem = refused(shared_home.as_("maya").post("/evaluations", json=body), status)

    assert fields is None or fields_of(problem) == fields
    assert places(shared_home) == before


@pytest.mark.parametrize(
    ("other", "kind", "fields"),
    [
        ({"rated": [{"competency": "K7-116", "rating": "steady"}]}, "nothing-rated-by-that", None),
        ({"rated": [{"rating": "steady"}]}, "one-thing-rated", None),
        ({"rated": []}, "nothing-rated", {"summative.rated"}),
        ({"rated": None}, "nothing-rated", {"summative.rated"}),
        ({"ends": "2026-03-03"}, "no-such-period", {"summative.starts", "summative.ends"}),
    ],
)
def test_a_period_is_evaluated_by_what_a_worker_does_and_once_it_is_over_S8(
    other: dict[str, Any], kind: str, fields: set[str] | None, shared_home: Household
) -> None:
    problem = refused(
        shared_home.as_("petra").post("/evaluations", json=summative(shared_home, **other)), 422, kind
    )

    assert fields is None or fields_of(problem) == fields


def test_a_period_is_evaluated_by_whoever_supervises_administratively_alone_S13(
    shared_home: Household,
) -> None:
    home = shared_home

    refused(home.as_("maya").post("/evaluations", json=summative(home)), 403, "not-allowed")
    learning = summative(home, agreement=str(home.demo.agreements["maya-sam"]))
    refused(home.as_("sam").post("/evaluations", json=learning), 403, "not-allowed")
    for handle in ("tomasz", "dilip"):
        refused(home.as_(handle).post("/evaluations", json=summative(home)), 403, "not-allowed")
    refused(home.as_("jordan").post("/evaluations", json=summative(home)), 409, "not-known-yet")
    refused(home.as_("petra").post("/evaluations", json=summative(home, agreement=NOBODY)), 409)


def test_of_a_period_the_worker_sees_it_first_then_hr_and_the_line_manager_S13(home: Household) -> None:
    managed_by_ines(home)
    path = written(home)
    id = path.rpartition("/")[2]

    for handle in (*OTHERS, *NEVER):
        refused(home.as_(handle).get(path), 404)
        refused(home.as_(handle).get(f"{path}/words"), 404)
        assert id not in listed(home, handle)
    assert listed(home, "maya") == listed(home, "petra") == [id]
    words = home.as_("maya").get(f"{path}/words").json()
    assert words["rated"][0] == {
        "competency": "K7-12",
        "rating": "steady",
        "words": "In «groups» above all.",
    }

    done(shown(home, path))

    for handle in OTHERS:
        assert home.as_(handle).get(path).json()["status"] == "shown"
        assert home.as_(handle).get(f"{path}/words").json()["overall"] == "The role became clear."
        assert listed(home, handle, worker=home.person("maya")) == [id]
    for handle in NEVER:
        for address in ("", "/history", "/words", "/accesses"):
            refused(home.as_(handle).get(f"{path}{address}"), 404)
        assert id not in listed(home, handle)


def test_whoever_supervises_administratively_later_sees_it_too_S13(home: Household) -> None:
    path = written(home)
    done(shown(home, path, "petra"))
    refused(home.as_("ines").get(path), 404)

    agreed(home, supervisor="ines", kind="administrative")
    home.settle()

    assert home.as_("ines").get(path).status_code == 200
    assert home.as_("ines").get(f"{path}/words").status_code == 200
    assert path.rpartition("/")[2] in listed(home, "ines")
    refused(home.as_("ines").post(f"{path}/additions", json={"words": "W"}), 403, "not-allowed")


def test_what_its_author_adds_waits_until_the_worker_was_shown_it_S13(home: Household) -> None:
    path = written(home)
    done(shown(home, path))
    done(home.as_("petra").post(f"{path}/additions", json={"words": "Later thought."}))
    done(home.as_("maya").post(f"{path}/additions", json={"words": "My own words."}))

    def added(handle: str) -> list[str]:
        return [one["words"] for one in home.as_(handle).get(f"{path}/words").json()["additions"]]

    assert added("maya") == added("petra") == ["Later thought.", "My own words."]
    assert added("tomasz") == ["My own words."]
    history = home.as_("tomasz").get(f"{path}/history").json()
    assert [one["version"] for one in history] == [1, 2, 3], "no gap tells that there is more"
    assert "version" not in home.as_("tomasz").get(path).json()
    assert "ETag" not in home.as_("tomasz").get(path).headers
    refused(home.as_("maya").post(f"{path}/showing", json={"entry": 1}), 409, "another-word-lies-there")

    done(shown(home, path))
    assert added("tomasz") == ["Later thought.", "My own words."]


def test_whoever_wrote_of_a_period_adds_and_shows_only_while_they_supervise_administratively_S13(
    home: Household,
) -> None:
    path = written(home)
    ended = home.as_("petra").post(
        f"/agreements/{home.demo.agreements['maya-petra']}/ending", json={"why": "other"}
    )
    done(ended)
    home.settle()
    before = places(home)

    refused(home.as_("petra").post(f"{path}/additions", json={"words": "W"}), 403, "not-allowed")
    refused(shown(home, path, "petra"), 403, "not-allowed")
    assert places(home) == before
    assert home.as_("petra").get(f"{path}/words").status_code == 200, "they read on"
    assert home.as_("petra").get(f"{path}/history").json() == home.as_("maya").get(f"{path}/history").json()
    refused(home.as_("tomasz").get(path), 404)

    done(home.as_("maya").post(f"{path}/additions", json={"words": "My own words."}))
    done(shown(home, path))
    assert home.as_("tomasz").get(f"{path}/words").json()["additions"][0]["words"] == "My own words."

    agreed(home, supervisor="petra", kind="both")
    home.settle()
    done(home.as_("petra").post(f"{path}/additions", json={"words": "Later thought."}))
    done(shown(home, path, "petra"))
    assert "Later thought." in home.as_("tomasz").get(f"{path}/words").text


def test_whoever_supervises_beside_its_author_says_neither_that_it_was_shown_nor_anything_in_it_S13(
    home: Household,
) -> None:
    path = written(home)
    agreed(home, supervisor="ines", kind="administrative")
    home.settle()
    for step, sent in (("showing", {"entry": 1}), ("additions", {"words": "W"})):
        at_none = refused(home.as_("ines").post(f"/evaluations/{NOBODY}/{step}", json=sent), 404)
        assert refused(home.as_("ines").post(f"{path}/{step}", json=sent), 404, "not-found") == at_none

    done(shown(home, path))

    for step, sent in (("showing", {"entry": 1}), ("additions", {"words": "W"})):
        refused(home.as_("ines").post(f"{path}/{step}", json=sent), 403, "not-allowed")


def test_after_supervision_has_ended_the_two_add_to_what_was_said_after_a_session_S8(home: Household) -> None:
    path = given(home)
    agreement = f"/agreements/{home.demo.agreements['maya-sam']}"
    done(home.as_("sam").post(f"{agreement}/ending", json={"why": "other"}))
    home.settle()

    for handle in ("maya", "sam"):
        done(home.as_(handle).post(f"{path}/additions", json={"words": "Still."}))


def test_a_managers_answer_is_a_literal_list_of_fields_S13(home: Household) -> None:
    path = written(home)
    done(shown(home, path))

    assert set(home.as_("tomasz").get(path).json()) == {
        *("id", "kind", "by", "worker", "supervisor", "agency", "placement", "agreement"),
        *("starts", "ends", "status", "written_at", "shown_version"),
    }


def test_each_reading_is_accounted_for_and_the_two_see_by_whom_S13(home: Household) -> None:
    path = written(home)
    done(shown(home, path))
    home.as_("tomasz").get(f"{path}/words")
    home.clock.move(seconds=1)
    home.as_("maya").get(f"{path}/words")
    home.settle()

    for handle in ("maya", "petra"):
        told = home.as_(handle).get(f"{path}/accesses").json()
        assert [(one["relation"], one["rule"]) for one in told] == [("hr", "EV4"), ("worker", "EV3")]
    refused(home.as_("tomasz").get(f"{path}/accesses"), 403, "not-allowed")


def opened_in_the_file_of(home: Household, handle: str, path: str) -> Any:
    """Who opened it, as the file about oneself tells it with the record."""
    lines = map(json.loads, home.as_(handle).get("/exports/sessions").text.splitlines())
    (told,) = [one for one in lines if one.get("id") == path.rpartition("/")[2]]
    return told.get("opened")


def test_who_opened_it_is_told_to_whoever_wrote_it_only_while_they_supervise_administratively_S13(
    home: Household,
) -> None:
    path = written(home)
    done(shown(home, path))
    done(home.as_("tomasz").get(f"{path}/words"), 200)
    home.settle()
    assert done(home.as_("petra").get(f"{path}/accesses"), 200).json()
    assert opened_in_the_file_of(home, "petra", path)
    agreement = f"/agreements/{home.demo.agreements['maya-petra']}"
    done(home.as_("petra").post(f"{agreement}/ending", json={"why": "other"}))
    home.settle()

    refused(home.as_("petra").get(f"{path}/accesses"), 403, "not-allowed")
    assert opened_in_the_file_of(home, "petra", path) is None
    assert done(home.as_("maya").get(f"{path}/accesses"), 200).json()
    assert opened_in_the_file_of(home, "maya", path)

    agreed(home, supervisor="petra", kind="both")
    home.settle()
    assert done(home.as_("petra").get(f"{path}/accesses"), 200).json()


def test_after_supervision_has_ended_the_two_see_who_opened_what_was_said_after_a_session_S8(
    home: Household,
) -> None:
    path = given(home)
    agreement = f"/agreements/{home.demo.agreements['maya-sam']}"
    done(home.as_("maya").get(f"{path}/words"), 200)
    done(home.as_("sam").post(f"{agreement}/ending", json={"why": "other"}))
    home.settle()

    for handle in ("maya", "sam"):
        assert done(home.as_(handle).get(f"{path}/accesses"), 200).json()
        assert opened_in_the_file_of(home, handle, path)


def test_competences_are_data_and_the_same_for_everybody_K7(shared_home: Household) -> None:
    answers = [shared_home.as_(handle).get("/evaluations/competencies") for handle in EVERYBODY]

    assert {one.status_code for one in answers} == {200}
    assert len({one.text for one in answers}) == 1
    told = answers[0].json()
    assert len(told) == 146
    assert [one["code"] for one in told if "contested" in one] == ["K7-78"]


def test_lists_are_filtered_and_go_page_by_page_S8(home: Household) -> None:
    session = contact(home)
    first, second = given(home, session=session), given(home, "sam", session=session)
    other, period = given(home), written(home)

    made = [one.rpartition("/")[2] for one in (first, second, other, period)]
    assert sorted(listed(home, "maya")) == sorted(made)
    assert sorted(listed(home, "sam")) == sorted(made[:3])
    assert sorted(listed(home, "maya", session=session.rpartition("/")[2])) == sorted(made[:2])
    assert listed(home, "maya", status="written") == [made[3]]
    page = home.as_("maya").get("/evaluations?limit=3")
    rest = home.as_("maya").get(page.headers["Link"].partition(">")[0].strip("<")).json()
    assert sorted(one["id"] for one in (*page.json(), *rest)) == sorted(made)
