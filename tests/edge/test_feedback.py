"""Feedback on supervision at the edge: who asks, who answers and once, and what anybody ever sees of it (K4, C5)."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

import pytest
import structlog

from tests.edge.given import fields_of, hear_of_the_directory, once, places, refused
from tests.edge.test_once import at_once
from tests.house import Household
from tests.sessions.many import opened_round, said, workers

CLOSING: Final = datetime(2026, 3, 23, 5, 1, tzinfo=UTC)
"""An hour into the day after, in Toronto, where the clocks have gone forward."""


def answer(home: Household, path: str, handle: str = "maya", **other: Any) -> Any:
    return home.as_(handle).post(f"{path}/answers", json=said(K4_04=4, K4_17=2), **other)


def laid(home: Household) -> int:
    aside = home.house.rooms["sessions"].aside
    assert aside
    return len(aside.kinds("feedback-answer")) + len(aside.kinds("feedback-respondent"))


def it_is(home: Household, at: datetime) -> None:
    home.settle()
    home.clock.at = at
    home.house.rooms["sessions"].react()
    home.settle()
    hear_of_the_directory(home)


def test_what_is_answered_waits_aside_and_is_recorded_nowhere_K4(home: Household) -> None:
    path = opened_round(home)
    before = places(home)

    with structlog.testing.capture_logs() as lines:
        sent = answer(home, path, headers=once())

    assert (sent.status_code, sent.content) == (204, b"")
    assert {"Location", "ETag", "Position"} & set(sent.headers) == set()
    assert places(home) == before
    assert lines == []
    assert laid(home) == 2
    with home.house.rooms["sessions"].store.tables.read() as rows:
        assert rows.all("SELECT 1 AS one FROM once WHERE status = 204") == []


def test_whether_one_has_answered_is_told_to_nobody_else_K4(home: Household) -> None:
    path = opened_round(home)
    assert home.as_("maya").get(path).json()["answered"] is False
    assert answer(home, path).status_code == 204

    assert home.as_("maya").get(path).json()["answered"] is True
    assert home.as_("jordan").get(path).json()["answered"] is False, "that of another says nothing"
    for handle in ("petra", "dilip", "tomasz", "rowan", "nora"):
        assert "answered" not in home.as_(handle).get(path).json()


def test_one_answers_once_and_a_repeat_of_the_same_request_is_answered_alike_K4(home: Household) -> None:
    path, key = opened_round(home), once()
    assert answer(home, path, headers=key).status_code == 204

    assert answer(home, path, headers=key).status_code == 204
    refused(answer(home, path, headers=once()), 409, "answered-already")
    refused(answer(home, path), 409, "answered-already")
    other = home.as_("maya").post(f"{path}/answers", json=said(K4_04=1), headers=key)
    refused(other, 409, "answered-already")
    assert laid(home) == 2


def test_of_two_devices_at_once_one_answers_K4(home: Household) -> None:
    path = opened_round(home)
    assert home.house.issuer
    devices = [home.client(home.house.issuer.token("maya")) for _ in range(4)]

    answers = at_once([partial(one.post, f"{path}/answers", json=said(K4_04=4)) for one in devices])

    assert sorted(one.status_code for one in answers) == [204, 409, 409, 409]
    assert laid(home) == 2


@pytest.mark.parametrize(
    ("handle", "code"),
    [("petra", 403), ("sam", 403), ("dilip", 403), ("tomasz", 403), ("ines", 404), ("wren", 403)],
)
def test_nobody_answers_but_workers_under_an_agreement_in_force_K4(
    handle: str, code: int, home: Household
) -> None:
    path = opened_round(home)

    refused(answer(home, path, handle), code)

    assert laid(home) == 0


@pytest.mark.parametrize(
    ("handle", "code"),
    [("dilip", 201), ("tomasz", 201), ("rowan", 403), ("nora", 403), ("petra", 403), ("maya", 403)],
)
def test_a_coordinator_or_hr_asks_and_nobody_else_K4(handle: str, code: int, home: Household) -> None:
    body = {"agency": str(home.demo.agencies["harbour"]), "starts": "2026-03-02", "ends": "2026-03-22"}

    assert home.as_(handle).post("/feedback/rounds", json=body).status_code == code


def test_an_agency_asks_one_round_at_a_time_K4(home: Household) -> None:
    opened_round(home)
    body = {"agency": str(home.demo.agencies["harbour"]), "starts": "2026-03-02", "ends": "2026-03-22"}

    refused(home.as_("tomasz").post("/feedback/rounds", json=body), 409, "another-round-is-open")

    lantern = body | {"agency": str(home.demo.agencies["lantern"])}
    assert home.as_("dilip").post("/feedback/rounds", json=lantern).status_code == 403


def test_two_who_ask_at_once_open_one_round_K4(home: Household) -> None:
    body = {"agency": str(home.demo.agencies["harbour"]), "starts": "2026-03-02", "ends": "2026-03-22"}
    assert home.house.issuer
    people = [home.client(home.house.issuer.token(handle)) for handle in ("dilip", "tomasz") * 2]

    answers = at_once([partial(one.post, "/feedback/rounds", json=body) for one in people])

    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({"starts": "2026-03-01"}, {"starts"}),
        ({"ends": "2026-03-07"}, {"starts", "ends"}),
        ({"items": ["K4-50"]}, {"items"}),
        ({"items": ["K4-04", "K4-04"]}, {"items"}),
    ],
)
def test_a_round_that_does_not_fit_is_told_why_K4(
    told: dict[str, Any], fields: set[str], shared_home: Household
) -> None:
    body = {"agency": str(shared_home.demo.agencies["harbour"]), "starts": "2026-03-02", "ends": "2026-03-22"}

    problem = refused(shared_home.as_("dilip").post("/feedback/rounds", json=body | told), 422)

    assert fields_of(problem) == fields


def test_answers_that_do_not_fit_are_told_why_and_leave_nothing_K4(home: Household) -> None:
    path = opened_round(home, items=["K4-04"])
    for told, kind in (
        (said(K4_05=3), "not-asked-in-this-round"),
        ({"answers": said(K4_04=3)["answers"] * 2}, "once-an-item"),
        (said(K4_04=6), "invalid"),
        (said(), "invalid"),
    ):
        refused(home.as_("maya").post(f"{path}/answers", json=told), 422, kind)
    assert laid(home) == 0


def test_before_its_first_day_and_after_its_last_nobody_answers_K4(home: Household) -> None:
    path = opened_round(home, starts="2026-03-03")
    refused(answer(home, path), 409, "round-has-not-begun")
    home.clock.at = datetime(2026, 3, 23, 4, 1, tzinfo=UTC)
    hear_of_the_directory(home)
    refused(answer(home, path), 409, "round-is-over")


def test_it_closes_an_hour_after_its_last_day_by_the_agency_s_clock_K4(home: Household) -> None:
    path = opened_round(home)
    assert answer(home, path).status_code == 204
    it_is(home, CLOSING - timedelta(minutes=2))
    assert home.as_("maya").get(path).json()["status"] == "open"

    it_is(home, CLOSING)

    seen = home.as_("maya").get(path).json()
    assert (seen["status"], seen["answered"]) == ("closed", True)
    assert laid(home) == 0
    refused(answer(home, path), 409, "round-is-over")


@pytest.mark.parametrize("many", [10, 11])
def test_figures_are_seen_from_eleven_answers_on_C5(many: int, home: Household) -> None:
    people = workers(home, many)
    path = opened_round(home)
    refused(home.as_("dilip").get(f"{path}/figures"), 403)
    for handle in people:
        assert answer(home, path, handle).status_code == 204

    it_is(home, CLOSING)

    read = home.as_("dilip").get(f"{path}/figures").json()
    if many == 10:
        assert (read["answered"], read["figures"]) == ("fewer than 11", [])
    else:
        assert read["answered"] == "at least 11"
        told = {one["item"]["code"]: one["mean"] for one in read["figures"] if one["mean"] is not None}
        assert told == {"K4-04": 4.0, "K4-17": 4.0}
        assert read["figures"][3]["item"]["text"] == "clarity about my role."
    for handle in ("maya", "petra", "sam", "tomasz", "rowan", "nora"):
        assert home.as_(handle).get(f"{path}/figures").json() == read
    refused(home.as_("ines").get(f"{path}/figures"), 404)


def test_of_fewer_than_eleven_nothing_that_was_answered_is_kept_C5(home: Household) -> None:
    path = opened_round(home)
    assert answer(home, path).status_code == 204

    it_is(home, CLOSING)

    stored = b"".join(home.stored("sessions", path.rpartition("/")[2]))
    assert b"FeedbackRespondentNoted" in stored
    assert b"FeedbackAnswersKept" not in stored


def test_after_a_round_the_next_is_opened_K4(home: Household) -> None:
    first = opened_round(home)
    it_is(home, CLOSING)

    second = opened_round(home, starts="2026-03-23", ends="2026-04-10")

    assert first != second
    listed = home.as_("maya").get("/feedback/rounds").json()
    assert [one["status"] for one in listed] == ["closed", "open"]
    agency = home.demo.agencies["lantern"]
    assert home.as_("maya").get(f"/feedback/rounds?agency={agency}").json() == []
    assert home.as_("ines").get("/feedback/rounds").json() == []


def test_everybody_sees_the_statements_K4(shared_home: Household) -> None:
    told = shared_home.as_("jordan").get("/feedback/items?asked_of=supervisor").json()

    assert {one["code"] for one in told} == {f"K4-{number}" for number in range(50, 64)}
    assert len(shared_home.as_("jordan").get("/feedback/items").json()) == 69


def test_history_tells_that_it_was_opened_and_closed_and_no_more_K4(home: Household) -> None:
    path = opened_round(home)
    assert answer(home, path).status_code == 204
    it_is(home, CLOSING)

    told = home.as_("maya").get(f"{path}/history").json()

    names = [one["name"].rpartition(".")[2] for one in told]
    assert names == ["FeedbackRoundOpened", "FeedbackRoundClosed"]
    assert told[1]["fact"] == {"fewer_than": 11, "figures": []}
