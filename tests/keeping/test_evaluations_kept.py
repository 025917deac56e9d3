"""What one said to another after a session goes with both in everything about oneself, and is erased as any such record (C4, C5, S8)."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest

from services.sessions.domain.evaluation import Evaluation
from services.sessions.events.evaluations import EvaluationAddedTo, FormativeEvaluationGivenTo
from shared.access.named import named_in
from tests.edge.given import hear_of_the_directory, refused
from tests.edge.given_groups import OVERSEERS, done
from tests.edge.test_evaluations_given_to import given_to, id_of, of_a_circle, of_a_group, of_three
from tests.house import Household
from tests.keeping.test_erasing_meetings import circle_with_wren, held_later
from tests.keeping.test_exports import export

YEARS: Final = timedelta(days=7 * 366 + 3)


def ordering(path: str, **other: Any) -> dict[str, Any]:
    body = {"record_type": "evaluation", "record": id_of(path), "reason": "never-lawful", "words": "Why."}
    return body | other


def told(home: Household, by: str) -> list[dict[str, Any]]:
    return [one for one in export(home, by, "sessions") if one["record"] == "evaluation"]


@pytest.mark.parametrize(
    ("met", "by", "to"),
    [(of_a_group, "maya", "sam"), (of_a_circle, "jordan", "maya"), (of_three, "petra", "sam")],
)
def test_both_take_it_along_whole_with_who_opened_it_and_nobody_else_does_C4(
    met: Any, by: str, to: str, home: Household
) -> None:
    path = given_to(home, by, to, met(home), of="oneself")
    done(home.as_(to).post(f"{path}/additions", json={"words": "I noticed it too."}))
    assert home.as_(to).get(f"{path}/words").status_code == 200

    for handle in (by, to):
        [mine] = told(home, handle)
        assert mine["id"] == id_of(path)
        first, second = (step["fact"] for step in mine["history"])
        assert (first["by"], first["to"]) == (home.person(by), home.person(to))
        assert (first["said"]["of"], first["said"]["went_well"]) == ("oneself", "You let me find my way.")
        assert second["words"] == "I noticed it too."
        assert mine["opened"][0]["relation"] == "recipient"
    for handle in {"maya", "jordan", "sam", *OVERSEERS} - {by, to}:
        assert told(home, handle) == []


def test_it_names_the_two_alone_C4(home: Household) -> None:
    path = given_to(home, "maya", "sam", of_a_group(home))
    _, [record] = home.house.rooms["sessions"].store.past(Evaluation, UUID(id_of(path)))

    assert isinstance(record.fact, FormativeEvaluationGivenTo)
    assert set(named_in(record.fact)) == {home.demo.people["maya"], home.demo.people["sam"]}
    assert set(named_in(EvaluationAddedTo(by=home.demo.people["sam"], words="W"))) == {
        home.demo.people["sam"]
    }


def test_two_officers_have_it_erased_and_a_later_reading_says_so_C5(home: Household) -> None:
    path = given_to(home, "maya", "sam", of_a_group(home))
    place = done(home.as_("rowan").post("/erasures", json=ordering(path)), 201).headers["Location"]
    assert home.as_("maya").get(f"{path}/words").status_code == 200, "an order alone erases nothing"
    done(home.as_("wren").post(f"{place}/approval"))

    for handle in ("maya", "sam"):
        refused(home.as_(handle).get(f"{path}/words"), 410, "erased")
        refused(home.as_(handle).post(f"{path}/additions", json={"words": "W"}), 410, "erased")
        assert home.as_(handle).get(path).status_code == 200
        [mine] = told(home, handle)
        assert "find my way" not in str(mine)
    evidence = home.as_("rowan").get(place).text
    for handle in ("maya", "sam"):
        assert home.person(handle) not in evidence


def test_it_is_kept_as_long_as_the_policy_set_says_after_the_last_word_C5(home: Household) -> None:
    path = given_to(home, "sam", "maya", of_a_group(home))
    over = ordering(path, reason="retention-over")
    refused(home.as_("rowan").post("/erasures", json=over), 409, "still-kept")

    home.clock.move(days=YEARS.days)
    hear_of_the_directory(home)

    assert home.as_("rowan").post("/erasures", json=over).status_code == 201


def test_under_a_hold_it_stays_C5(home: Household) -> None:
    path = given_to(home, "sam", "maya", of_a_group(home))
    hold = {"record_type": "evaluation", "record": id_of(path), "words": "A letter came."}
    done(home.as_("rowan").post("/holds", json=hold), 201)

    refused(home.as_("rowan").post("/erasures", json=ordering(path)), 409)


@pytest.mark.parametrize(("by", "to"), [("wren", "jordan"), ("jordan", "wren")])
def test_an_officer_who_is_one_of_the_two_decides_nothing_about_it_C5(
    by: str, to: str, home: Household
) -> None:
    meeting = held_later(home, circle_with_wren(home), "maya", "jordan", "wren")
    path = given_to(home, by, to, meeting)

    refused(home.as_("wren").post("/erasures", json=ordering(path)), 403)
    place = done(home.as_("rowan").post("/erasures", json=ordering(path)), 201).headers["Location"]
    refused(home.as_("wren").post(f"{place}/approval"), 403)


def test_an_officer_who_was_at_the_meeting_and_is_none_of_the_two_decides_as_any_other_C5(
    home: Household,
) -> None:
    meeting = held_later(home, circle_with_wren(home), "maya", "jordan", "wren")
    path = given_to(home, "maya", "jordan", meeting)

    assert home.as_("wren").post("/erasures", json=ordering(path)).status_code == 201
