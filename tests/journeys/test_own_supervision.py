"""A supervisor is supervised too, and those whom it concerns see that, without seeing with whom (D7, A4)."""

from typing import Any

import pytest

from tests.edge.given import NOBODY, agreed, hear_of_the_directory, refused, sign, terms
from tests.house import Household


def own(home: Household, reader: str, who: str) -> Any:
    home.settle()
    return home.as_(reader).get(f"/people/{home.person(who)}/own-supervision")


def shown(home: Household, reader: str, who: str) -> dict[str, Any]:
    answer = own(home, reader, who)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def outside(home: Household, who: str = "petra", **other: Any) -> str:
    body = {"with_whom": "Somebody outside", "starts": "2026-02-02"} | other
    answer = home.as_(who).post(f"/people/{home.person(who)}/outside-supervisions", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def test_a_supervisor_sees_by_which_agreements_they_are_supervised_D7(home: Household) -> None:
    told = shown(home, "sam", "sam")

    assert told["by"] == ["agreement"]
    (agreement,) = told["agreements"]
    assert agreement["id"] == str(home.demo.agreements["sam-ines"])
    assert (agreement["supervisor"], agreement["worker"]) == (home.person("ines"), home.person("sam"))
    assert agreement["starts"] == "2025-11-02", "and both had signed two days later"
    assert (told["since"], told["outside"]) == ("2025-11-04", [])


@pytest.mark.parametrize("reader", ["maya", "rowan", "ines"])
def test_whom_they_supervise_and_who_oversees_sees_that_and_since_when_and_no_more_D7(
    reader: str, home: Household
) -> None:
    told = shown(home, reader, "sam")

    assert told == {"by": ["agreement"], "since": shown(home, "sam", "sam")["since"]}
    assert home.person("ines") not in str(told)


@pytest.mark.parametrize("reader", ["jordan", "petra", "tomasz", "dilip", "nora", "wren"])
def test_everybody_else_does_not_learn_it_D7(reader: str, home: Household) -> None:
    """Jordan's agreement with Sam is a draft; the others oversee where Sam holds no supervisor's role."""
    refused(own(home, reader, "sam"), 404, "not-found")
    refused(home.as_(reader).get(f"/people/{NOBODY}/own-supervision"), 404, "not-found")


@pytest.mark.parametrize("reader", ["maya", "tomasz", "rowan", "dilip", "nora"])
def test_supervision_outside_is_shown_as_such_and_with_whom_is_not_D7(reader: str, home: Household) -> None:
    assert shown(home, reader, "petra") == {"by": []}
    outside(home)

    assert shown(home, reader, "petra") == {"by": ["outside"], "since": "2026-02-02"}
    mine = shown(home, "petra", "petra")
    assert (mine["outside"], mine["agreements"]) == ([{"starts": "2026-02-02"}], [])
    assert "Somebody outside" not in str(mine)


def test_what_is_past_or_to_come_is_no_supervision_by_now_D7(home: Household) -> None:
    outside(home, starts="2026-01-05", ends="2026-03-01")
    outside(home, starts="2026-03-03")
    assert shown(home, "maya", "petra") == {"by": []}
    assert len(shown(home, "petra", "petra")["outside"]) == 2

    home.clock.move(days=1)
    hear_of_the_directory(home)
    assert shown(home, "maya", "petra") == {"by": ["outside"], "since": "2026-03-03"}


def test_since_when_is_told_of_what_first_bound_also_after_new_terms_D7(home: Household) -> None:
    before = shown(home, "sam", "sam")["since"]
    path = f"/agreements/{home.demo.agreements['sam-ines']}"
    new = {"why": "duties", "terms": terms(home, kind="both", starts="2026-03-02")}
    assert home.as_("sam").post(f"{path}/renegotiations", json=new).status_code == 204
    for handle in ("sam", "ines"):
        assert sign(home, path, handle).status_code == 204

    assert shown(home, "sam", "sam")["agreements"][0]["starts"] == "2026-03-02"
    assert shown(home, "maya", "sam")["since"] == before


def test_an_agreement_that_ended_supervises_nobody_and_shows_nobody_any_more_D7(home: Household) -> None:
    path = agreed(home, "jordan", "sam")
    assert shown(home, "jordan", "sam")["by"] == ["agreement"]
    ending = {"why": "completed"}
    upwards = f"/agreements/{home.demo.agreements['sam-ines']}"

    assert home.as_("sam").post(f"{upwards}/ending", json=ending).status_code == 204
    assert shown(home, "jordan", "sam") == {"by": []}

    assert home.as_("sam").post(f"{path}/ending", json=ending).status_code == 204
    refused(own(home, "jordan", "sam"), 404, "not-found")


def test_seeing_it_opens_nothing_C1(home: Household) -> None:
    log = home.house.rooms["agreements"].store
    before = log.position()
    for reader in ("sam", "maya", "rowan"):
        shown(home, reader, "sam")
    assert log.position() == before
