"""Evaluations after a meeting of a group or circle, and with a third: between two who were there, and nobody else's (S8)."""

from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, fields_of, hear_of_the_directory, once, places, refused
from tests.edge.given_groups import (
    OVERSEERS,
    circle,
    done,
    group,
    held,
    hold,
    joined,
    later,
    scheduled,
)
from tests.edge.sessions import contact, to_come
from tests.edge.test_evaluations import EVERYBODY, formative, given, listed
from tests.house import Household

READ: Final = ("", "/history", "/words", "/accesses")
OTHERWISE: Final = "More time for the last point."


def said_to(home: Household, session: str, to: str | None, **other: Any) -> dict[str, Any]:
    """What is sent by somebody who says who reads it."""
    return formative(session, **{"of": "other", "to": to and home.person(to)} | other)


def given_to(home: Household, by: str, to: str, session: str, **other: Any) -> str:
    answer = home.as_(by).post("/evaluations", json=said_to(home, session, to, **other))
    return str(done(answer, 201).headers["Location"])


def of_three(home: Household) -> str:
    """A co-supervision of Maya, Sam and Petra that was held."""
    path = to_come(home, by="maya", third=home.person("petra"), format="co-supervision")
    later(home, hours=2)
    done(home.as_("sam").post(f"{path}/holding", json={"minutes": 50, "extent": "full"}))
    return path


def of_a_group(home: Household) -> str:
    """A meeting that Sam facilitated, where Maya and Jordan were."""
    return held(home, group(home), "maya", "jordan")


def of_a_circle(home: Household) -> str:
    """A meeting where Maya, Jordan and Sam took part."""
    return held(home, circle(home), "maya", "jordan", "sam", by="maya")


def id_of(path: str) -> str:
    return path.rpartition("/")[2]


@pytest.mark.parametrize(
    ("met", "by", "to"),
    [
        (of_a_group, "maya", "sam"),
        (of_a_group, "sam", "jordan"),
        (of_a_circle, "maya", "jordan"),
        (of_a_circle, "jordan", "sam"),
        (of_three, "petra", "maya"),
        (of_three, "petra", "sam"),
        (of_three, "maya", "petra"),
        (of_three, "sam", "petra"),
    ],
)
@pytest.mark.parametrize("of", ["other", "oneself"])
def test_two_who_were_there_evaluate_each_other_and_themselves_S8(
    met: Any, by: str, to: str, of: str, home: Household
) -> None:
    path = given_to(home, by, to, met(home), of=of, otherwise=OTHERWISE)

    for handle in (by, to):
        asked = home.as_(handle)
        told = asked.get(path).json()
        assert (told["kind"], told["status"]) == ("formative", "given")
        assert (told["by"], told["to"]) == (home.person(by), home.person(to))
        words = asked.get(f"{path}/words").json()
        assert (words["of"], words["went_well"]) == (of, "You let me find my way.")
        assert words["otherwise"] == OTHERWISE
        assert listed(home, handle) == [id_of(path)]
        added = {"words": f"A word of {handle}'s."}
        done(asked.post(f"{path}/additions", json=added))
        refused(asked.post(f"{path}/showing", json={"entry": 1}), 403, "not-allowed")
    for handle in (by, to):
        added = home.as_(handle).get(f"{path}/words").json()["additions"]
        assert [one["by"] for one in added] == [home.person(by), home.person(to)]
        history = home.as_(handle).get(f"{path}/history").json()
        assert [one["version"] for one in history] == [1, 2, 3]
    for handle in set(EVERYBODY) - {by, to}:
        for address in READ:
            refused(home.as_(handle).get(f"{path}{address}"), 404, "not-found")
        refused(home.as_(handle).post(f"{path}/showing", json={"entry": 1}), 404)
        refused(home.as_(handle).post(f"{path}/additions", json={"words": "W"}), 404)
        assert listed(home, handle) == []


def test_what_is_told_of_it_is_a_literal_list_of_fields_S8(home: Household) -> None:
    meeting, session = of_a_group(home), of_three(home)
    in_group, in_session = given_to(home, "maya", "sam", meeting), given_to(home, "petra", "maya", session)
    told = {"id", "kind", "by", "to", "agency", "session", "status", "written_at", "version"}

    one, other = (home.as_("maya").get(path).json() for path in (in_group, in_session))
    assert set(one) == told | {"group"}
    assert set(other) == told | {"agreement"}
    assert (one["session"], other["session"]) == (id_of(meeting), id_of(session))
    home.settle()
    rows = {row["id"]: set(row) for row in home.as_("maya").get("/evaluations").json()}
    assert rows == {row["id"]: set(row) - {"agency", "version"} for row in (one, other)}


def test_lists_are_filtered_by_meeting_and_by_group_S8(home: Household) -> None:
    path = group(home)
    meeting, another = held(home, path, "maya", "jordan"), held(home, path, "maya")
    first = given_to(home, "maya", "sam", meeting)
    second = given_to(home, "sam", "maya", another)
    third = given_to(home, "sam", "jordan", meeting)
    single = given(home)

    made = [id_of(one) for one in (first, second, third, single)]
    assert set(listed(home, "sam")) == set(made)
    assert set(listed(home, "maya")) == {made[0], made[1], made[3]}
    assert set(listed(home, "sam", session=id_of(meeting))) == {made[0], made[2]}
    assert set(listed(home, "sam", group=id_of(path))) == set(made[:3])
    assert listed(home, "maya", worker=home.person("maya")) == [made[3]]
    assert listed(home, "jordan", status="given") == [made[2]]
    page = home.as_("sam").get("/evaluations?limit=2")
    rest = home.as_("sam").get(page.headers["Link"].partition(">")[0].strip("<")).json()
    assert sorted(one["id"] for one in (*page.json(), *rest)) == sorted(made)


def test_to_a_stranger_there_is_no_such_session_S9(home: Household) -> None:
    in_group, in_circle = of_a_group(home), of_a_circle(home)

    for handle in OVERSEERS:
        for meeting in (in_group, in_circle, f"/group-sessions/{NOBODY}"):
            told = refused(
                home.as_(handle).post("/evaluations", json=said_to(home, meeting, "sam")), 404, "not-found"
            )
            assert "fields" not in told


def test_whoever_was_not_at_a_meeting_is_told_so_whomever_they_name_S9(home: Household) -> None:
    missed = held(home, group(home), "maya")
    before_they_came = group(home, "maya")
    met = held(home, before_they_came, "maya")
    later(home, hours=1)
    joined(home, before_they_came, "jordan")
    answers = [
        home.as_("jordan").post("/evaluations", json=said_to(home, meeting, to, of=of))
        for meeting in (missed, met)
        for to in ("maya", "sam", "jordan", "petra", None)
        for of in ("other", "worker")
    ]

    for answer in answers:
        refused(answer, 403, "not-allowed")
    assert len({answer.text for answer in answers}) == 1, "no answer tells who was there"


def test_in_a_circle_too_only_those_who_took_part_S10(home: Household) -> None:
    meeting = held(home, circle(home), "maya", "jordan", by="maya")

    refused(home.as_("sam").post("/evaluations", json=said_to(home, meeting, "maya")), 403, "not-allowed")
    problem = refused(
        home.as_("maya").post("/evaluations", json=said_to(home, meeting, "sam")), 422, "not-there-with-you"
    )
    assert fields_of(problem) == {"formative.to"}


def test_whoever_left_since_was_there_all_the_same_S9(home: Household) -> None:
    path = group(home)
    meeting = held(home, path, "maya", "jordan")
    done(home.as_("maya").post(f"{path}/departures", json={"member": home.person("maya")}))

    one, other = given_to(home, "maya", "sam", meeting), given_to(home, "sam", "maya", meeting)

    assert set(listed(home, "maya")) == {id_of(one), id_of(other)}


@pytest.mark.parametrize(
    ("by", "to", "other", "kind", "field"),
    [
        ("maya", "jordan", {}, "not-between-those-two", "formative.to"),
        ("maya", "maya", {}, "not-there-with-you", "formative.to"),
        ("sam", "dilip", {}, "not-there-with-you", "formative.to"),
        ("maya", None, {}, "say-to-whom", "formative.to"),
        ("maya", "sam", {"of": "supervisor"}, "of-the-other-or-oneself", "formative.of"),
        ("maya", "sam", {"went_well": None}, "nothing-evaluated", "formative"),
        ("maya", "sam", {"rated": [{"competency": "K7-116", "rating": "steady"}]}, None, None),
    ],
)
def test_what_is_unfit_is_refused_by_field_and_nothing_is_recorded_S8(
    by: str, to: str | None, other: dict[str, Any], kind: str | None, field: str | None, home: Household
) -> None:
    meeting = of_a_group(home)
    before = places(home)
    problem = refused(
        home.as_(by).post("/evaluations", json=said_to(home, meeting, to, **other)), 422, kind or ""
    )

    assert fields_of(problem) == {field or "formative.rated.0.competency"}
    assert places(home) == before


def test_worker_and_supervisor_say_to_nobody_and_the_third_says_to_whom_S12(home: Household) -> None:
    session, alone = of_three(home), contact(home)

    for path in (session, alone):
        told = refused(
            home.as_("maya").post("/evaluations", json=said_to(home, path, "sam")),
            422,
            "not-between-those-two",
        )
        assert fields_of(told) == {"formative.to"}
        told = refused(
            home.as_("maya").post("/evaluations", json=said_to(home, path, None)),
            422,
            "of-the-other-or-oneself",
        )
        assert fields_of(told) == {"formative.of"}
        given(home, session=path)
    told = refused(home.as_("petra").post("/evaluations", json=formative(session)), 422, "say-to-whom")
    assert fields_of(told) == {"formative.to"}
    refused(
        home.as_("maya").post("/evaluations", json=said_to(home, alone, "petra")), 422, "not-there-with-you"
    )
    refused(home.as_("petra").post("/evaluations", json=said_to(home, alone, "maya")), 403, "not-allowed")


def test_the_third_of_a_session_reads_nothing_of_what_the_two_say_of_it_S12(home: Household) -> None:
    path = given(home, session=of_three(home))

    for address in READ:
        refused(home.as_("petra").get(f"{path}{address}"), 404)
    assert listed(home, "petra") == []


def test_a_third_who_was_left_out_was_not_there_S12(home: Household) -> None:
    path = to_come(home, third=home.person("petra"), format="co-supervision")
    later(home, hours=2)
    done(home.as_("sam").delete(f"{path}/co-supervision", headers={"If-Match": '"1"'}))
    done(home.as_("sam").post(f"{path}/holding", json={"minutes": 50, "extent": "full"}))

    refused(home.as_("petra").post("/evaluations", json=said_to(home, path, "maya")), 403, "not-allowed")
    refused(
        home.as_("maya").post("/evaluations", json=said_to(home, path, "petra")), 422, "not-there-with-you"
    )


def test_a_session_is_evaluated_once_it_was_held_S8(home: Household) -> None:
    path = to_come(home, by="maya", third=home.person("petra"), format="co-supervision")
    meeting = scheduled(home, group(home), hours=2)

    for by, to, session in (("petra", "maya", path), ("maya", "petra", path), ("sam", "maya", meeting)):
        refused(home.as_(by).post("/evaluations", json=said_to(home, session, to)), 409, "not-held-yet")
    refused(home.as_("maya").post("/evaluations", json=said_to(home, meeting, "sam")), 403, "not-allowed")


def test_sent_again_it_is_given_once_S8(home: Household) -> None:
    key, body = once(), said_to(home, of_a_group(home), "sam")
    first, again = (home.as_("maya").post("/evaluations", json=body, headers=key) for _ in range(2))

    assert first.headers["Location"] == again.headers["Location"]
    assert len(listed(home, "sam")) == 1


def test_each_reading_is_accounted_for_and_the_two_see_by_whom_S8(home: Household) -> None:
    path = given_to(home, "maya", "sam", of_a_group(home))
    home.as_("sam").get(f"{path}/words")
    home.clock.move(seconds=1)
    home.as_("maya").get(f"{path}/words")
    home.settle()

    for handle in ("maya", "sam"):
        told = home.as_(handle).get(f"{path}/accesses").json()
        assert [(one["relation"], one["rule"]) for one in told] == [("recipient", "EV3"), ("author", "EV3")]


def test_of_what_is_sealed_nothing_shows_not_even_of_whom_it_is_S8(home: Household) -> None:
    meeting = of_a_group(home)
    one, other = (given_to(home, "maya", "sam", meeting, of=of) for of in ("other", "oneself"))

    for path in (one, other):
        past = home.as_("sam").get(f"{path}/history").text
        assert "find my way" not in past
        assert "oneself" not in past


def test_while_nobody_hears_of_the_directory_the_two_go_on_S8(home: Household) -> None:
    meeting = of_a_group(home)
    path = given_to(home, "maya", "sam", meeting)
    home.clock.move(minutes=5)

    assert home.as_("sam").get(f"{path}/words").status_code == 200
    given_to(home, "sam", "maya", meeting)
    refused(home.as_("jordan").get(path), 404)


def erased(home: Household, kind: str, path: str) -> None:
    order = {
        "record_type": kind,
        "record": id_of(path),
        "reason": "never-lawful",
        "words": "It named somebody.",
    }
    hear_of_the_directory(home)
    place = done(home.as_("rowan").post("/erasures", json=order), 201).headers["Location"]
    done(home.as_("wren").post(f"{place}/approval"))


def test_nothing_is_said_after_a_meeting_that_was_erased_S9(home: Household) -> None:
    meeting = of_a_group(home)
    before = given_to(home, "maya", "sam", meeting)
    body = {"record": {"outline": ["Leaving in time"]}}
    done(home.as_("sam").post(f"{meeting}/record", json=body), 201)
    erased(home, "group-session", meeting)

    refused(home.as_("maya").post("/evaluations", json=said_to(home, meeting, "sam")), 410, "erased")
    assert home.as_("sam").get(f"{before}/words").status_code == 200, "a record of its own"


@pytest.mark.parametrize(("met", "to"), [(contact, None), (of_three, "petra")])
def test_nor_after_a_session_that_was_S8(met: Any, to: str | None, home: Household) -> None:
    session = met(home)
    told = {"to": home.person(to), "of": "other"} if to else {}
    before = given(home, "maya", session, **told)
    erased(home, "session", session)

    for handle in ("maya", "sam"):
        refused(home.as_(handle).post("/evaluations", json=formative(session, **told)), 410, "erased")
    assert home.as_("maya").get(f"{before}/words").status_code == 200, "a record of its own"


def test_what_was_given_stays_between_the_two_though_one_is_taken_out_since_S8(home: Household) -> None:
    """Else whoever evaluates somebody and records who was there could take back what they said, and any answer to it."""
    meeting = of_a_group(home)
    path = given_to(home, "sam", "maya", meeting)
    people = {"attendees": [home.person("jordan")]}
    done(home.as_("sam").post(f"{meeting}/holding/corrections", json=people))

    assert home.as_("maya").get(f"{path}/words").json()["went_well"] == "You let me find my way."
    done(home.as_("maya").post(f"{path}/additions", json={"words": "I was there."}))
    assert listed(home, "maya") == [id_of(path)]
    assert home.as_("sam").get(f"{path}/words").json()["additions"][0]["words"] == "I was there."
    refused(home.as_("maya").post("/evaluations", json=said_to(home, meeting, "sam")), 403, "not-allowed")
    anew = home.as_("sam").post("/evaluations", json=said_to(home, meeting, "maya"))
    refused(anew, 422, "not-there-with-you")


def test_that_somebody_named_them_as_one_who_was_there_opens_nothing_of_others_S9(home: Household) -> None:
    meeting = scheduled(home, group(home))
    done(hold(home, meeting, "maya"))
    path = given_to(home, "sam", "maya", meeting)

    refused(home.as_("jordan").get(f"{path}/words"), 404)
    assert listed(home, "jordan") == []
