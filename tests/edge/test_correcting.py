"""Corrections of what was held over HTTP: lists, overseers and what is overdue follow them (S2, S6, A6, C5)."""

from datetime import timedelta
from typing import Any, Final

import pytest

from tests.edge.given import agreed, fields_of, hear_of_the_directory, refused
from tests.edge.sessions import contact, done, name, outline, to_come, told
from tests.edge.test_rhythm import OVERDUE, TEN_IN_TORONTO, it_is
from tests.house import Household
from tests.sessions.held import id_of, noted

HELD: Final[dict[str, Any]] = {"minutes": 55, "extent": "full"}


def held(home: Household) -> str:
    path = to_come(home)
    home.clock.move(hours=2)
    done(home.as_("sam").post(f"{path}/holding", json=HELD))
    return path


def correct(home: Household, path: str, by: str = "maya", **body: Any) -> Any:
    return home.as_(by).post(f"{path}/holding/corrections", json={"became": "held"} | body)


def test_the_two_see_what_was_recorded_before_with_the_signatures_given_to_it_S6(home: Household) -> None:
    path = held(home)
    done(home.as_("sam").post(f"{path}/signatures", json=name(of="attendance")))
    done(correct(home, path, minutes=20, extent="partial"))
    done(home.as_("sam").post(f"{path}/signatures", json=name(of="attendance")))
    hear_of_the_directory(home)

    seen = home.as_("sam").get(path).json()
    assert (seen["minutes"], seen["extent"]) == (20, "partial")
    [before] = seen["corrections"]
    assert before["by"] == home.person("maya")
    assert (before["status"], before["minutes"], before["extent"]) == ("held", 55, "full")
    assert [one["as_recorded_now"] for one in seen["attendance"]] == [False, True]
    overseen = home.as_("nora").get(path).json()
    assert (overseen["minutes"], "corrections" in overseen) == (20, False)
    [fact] = [
        one["fact"] for one in home.as_("nora").get(f"{path}/history").json() if "became" in one["fact"]
    ]
    assert set(fact) == {"became", "starts", "minutes", "modality", "extent"}


def test_lists_follow_what_is_recorded_now_S2(home: Household) -> None:
    path = held(home)
    done(home.as_("maya").post(f"{path}/signatures", json=name(of="attendance")))
    done(correct(home, path, "sam", became="missed", who=home.person("maya")))
    hear_of_the_directory(home)

    for handle in ("maya", "nora"):
        assert home.as_(handle).get("/sessions?status=held").json() == []
        [row] = home.as_(handle).get("/sessions?status=missed").json()
        assert (row["missed_by"], row["attendance"]) == (home.person("maya"), [])
    refused(home.as_("sam").post(f"{path}/record", json=outline(home)), 409, "not-held")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"became": "cancelled"}, "became"),
        ({"became": "missed"}, "who"),
        ({"became": "missed", "minutes": 20}, "minutes"),
        ({"became": "held", "who": "sam"}, "who"),
        ({"became": "held", "minutes": 0}, "minutes"),
        ({"became": "held", "starts": "2026-03-02T23:00:00Z"}, "starts"),
    ],
    ids=str,
)
def test_an_unfit_correction_is_told_by_its_field_S2(home: Household, body: Any, field: str) -> None:
    path = held(home)
    sent = body | ({"who": home.person("sam")} if "who" in body else {})

    assert field in fields_of(refused(correct(home, path, **sent), 422))


def test_what_nobody_had_scheduled_or_is_written_down_was_not_missed_S2(home: Household) -> None:
    met = contact(home)
    missed = {"became": "missed", "who": home.person("sam")}
    refused(correct(home, met, **missed), 409, "recorded-as-held")
    done(correct(home, met, minutes=10))
    refused(correct(home, met, minutes=10), 409, "nothing-to-correct")


def test_what_is_overdue_follows_a_correction_A6(home: Household) -> None:
    agreement = agreed(home)
    home.settle()
    body = {"agreement": str(id_of(agreement)), "starts": told(TEN_IN_TORONTO)}
    path = done(home.as_("sam").post("/sessions", json=body), 201).headers["Location"]
    it_is(home, TEN_IN_TORONTO)
    done(home.as_("sam").post(f"{path}/holding", json=HELD))
    it_is(home, TEN_IN_TORONTO + timedelta(days=1))
    assert noted(home, OVERDUE, agreement) == []

    done(correct(home, path, became="missed", who=home.person("sam")))
    it_is(home, TEN_IN_TORONTO + timedelta(days=2))
    assert [one["due_on"] for one in noted(home, OVERDUE, agreement)] == ["2026-03-03"]
    assert str(id_of(agreement)) in home.as_("maya").get("/sessions/overdue").text

    done(correct(home, path, **HELD))
    home.settle()
    assert str(id_of(agreement)) not in home.as_("maya").get("/sessions/overdue").text
