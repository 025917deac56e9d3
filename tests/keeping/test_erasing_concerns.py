"""Having a concern erased: what was disclosed of it is a record of its own, and whoever orders is told so (C2, C3)."""

from typing import Any, Final

import pytest

from tests.edge.concerns import consulted, escalated, responded, told
from tests.edge.given import refused
from tests.edge.given_groups import done
from tests.edge.test_concerns_in_time import covered, take_over
from tests.house import Household

WORDS: Final = "It was about somebody else."


def over(home: Household, *by: str) -> str:
    """A concern that was closed; who consulted first, and who second."""
    path = told(home)
    if "ines" in by:
        covered(home)
        done(take_over(home))
    done(responded(home, path))
    for one, to in zip(by, ("petra", "tomasz"), strict=False):
        done(escalated(home, path, to=to, by=one))
        done(consulted(home, path, to=to, by=one))
    done(home.as_("sam").post(f"{path}/{'outcome' if by else 'withdrawal'}", json={"words": "Done."}))
    return path


def ordered(home: Household, record: str, kind: str = "concern", by: str = "sam") -> Any:
    body = {"record_type": kind, "record": record, "reason": "never-lawful", "words": WORDS}
    return done(home.as_(by).post("/erasures", json=body), 201)


def disclosures(home: Household, path: str) -> list[str]:
    return [one["disclosure"] for one in home.as_("maya").get(path).json()["consultations"]]


def id_of(path: str) -> str:
    return path.rpartition("/")[2]


def left(home: Household, place: str, by: str = "maya") -> list[str]:
    found: list[str] = home.as_(by).get(place).json()["left"]
    return found


@pytest.mark.parametrize("approved", [False, True], ids=["ordered", "erased"])
def test_whoever_orders_or_reads_it_is_told_what_was_disclosed_and_stays_C3(
    approved: bool, home: Household
) -> None:
    path = over(home, "sam", "sam")
    first, second = disclosures(home, path)

    answer = ordered(home, id_of(path))

    place = answer.headers["Location"]
    assert answer.headers["Left"] == f"{first}, {second}"
    if approved:
        done(home.as_("maya").post(f"{place}/approval"))
        refused(home.as_("maya").get(f"{path}/words"), 410, "erased")
        assert home.as_("petra").get(f"{path}/disclosure").status_code == 200
    assert left(home, place) == left(home, place, "sam") == [first, second]

    other = ordered(home, first, "disclosure").headers["Location"]
    assert left(home, place) == [first, second], "an order alone erases nothing"
    done(home.as_("maya").post(f"{other}/approval"))

    assert left(home, place) == [second]
    refused(home.as_("petra").get(f"{path}/disclosure"), 410, "erased")


def test_of_what_whoever_covers_disclosed_the_worker_is_told_C3(home: Household) -> None:
    path = over(home, "sam", "ines")
    first, second = disclosures(home, path)

    answer = ordered(home, id_of(path))

    assert answer.headers["Left"] == first, "of the other, whoever made it and the worker see"
    assert left(home, answer.headers["Location"], "maya") == [first, second]
    refused(home.as_("ines").get(answer.headers["Location"]), 404, "not-found")


def test_where_nothing_was_disclosed_nothing_is_left_C3(home: Household) -> None:
    answer = ordered(home, id_of(over(home)))

    assert "Left" not in answer.headers
    assert left(home, answer.headers["Location"]) == []
