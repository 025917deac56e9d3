"""Whatever is read from its history is read as of another time too, by the right that somebody has today."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.edge.given import refused
from tests.edge.given_groups import attended, done, group, held, later, scheduled
from tests.edge.sessions import told
from tests.edge.test_external_reports import recorded
from tests.edge.test_feedback import CLOSING, answer, it_is
from tests.edge.test_group_corrections import correct, people
from tests.edge.test_policy_sets import RULES, published
from tests.house import Household
from tests.sessions.many import opened_round


def as_of(home: Household, handle: str, path: str, at: object) -> Any:
    return home.as_(handle).get(path, params={"as_of": str(at)})


def test_who_was_at_a_meeting_and_how_is_read_as_it_was_recorded_then_S9(home: Household) -> None:
    meeting = held(home, group(home), "maya")
    then = told(home.clock())
    later(home, hours=1)
    done(correct(home, meeting, "jordan", minutes=30, extent="partial"))

    for handle in ("sam", "jordan"):
        for at in (2, then):
            seen = done(as_of(home, handle, meeting, at), 200)
            before = seen.json()
            assert (before["attendees"], before["minutes"]) == (people(home, "maya"), 80)
            assert (before["extent"], seen.headers["ETag"]) == ("full", '"2"')
            assert "corrections" not in before
            history = as_of(home, handle, f"{meeting}/history", at).json()
            assert [one["version"] for one in history] == [1, 2]
        first = as_of(home, handle, meeting, 1).json()
        assert (first["status"], "attendees" in first) == ("scheduled", False)
        now = as_of(home, handle, meeting, 3).json()
        assert now == home.as_(handle).get(meeting).json()
        assert now["attendees"] == people(home, "jordan")


def test_whoever_sees_a_part_of_a_meeting_sees_none_of_it_as_of_another_time_C5(home: Household) -> None:
    path = group(home)
    taken_out, not_there = held(home, path, "maya", "jordan"), held(home, path, "maya")
    done(correct(home, taken_out, "jordan"))

    for handle, meeting in (("maya", taken_out), ("jordan", not_there), ("petra", not_there)):
        for part in ("", "/history"):
            refused(as_of(home, handle, f"{meeting}{part}", 2), 404, "not-found")
    assert home.as_("maya").get(taken_out).status_code == 200


def test_who_was_at_a_meeting_that_was_missed_after_all_is_told_to_those_alone_who_were_among_them_S9(
    home: Household,
) -> None:
    meeting = held(home, group(home), "maya")
    done(home.as_("sam").post(f"{meeting}/holding/corrections", json={"became": "missed"}))

    assert as_of(home, "sam", meeting, 2).json()["attendees"] == people(home, "maya")
    before = as_of(home, "jordan", meeting, 2).json()
    assert (before["status"], "attendees" in before) == ("held", False)


def test_as_of_what_is_neither_a_version_nor_a_time_nothing_is_read(home: Household) -> None:
    meeting = scheduled(home, group(home))

    for part in ("", "/history"):
        refused(as_of(home, "sam", f"{meeting}{part}", "then"), 422, "invalid")
        refused(as_of(home, "sam", f"{meeting}{part}", "2020-01-01T00:00:00Z"), 404, "not-found")


def test_an_attendance_is_read_as_it_was_before_it_was_signed_S6(home: Household) -> None:
    attended(home, held(home, group(home), "maya"), "maya")
    home.settle()
    one = f"/attendances/{home.as_('maya').get('/attendances').json()[-1]['id']}"

    assert [as_of(home, "maya", one, at).json()["signed"] for at in (1, 2)] == [False, True]


def test_a_round_that_is_closed_is_read_as_it_was_while_open_and_not_whether_one_had_answered_K4(
    home: Household,
) -> None:
    path = opened_round(home)
    done(answer(home, path))
    it_is(home, CLOSING)

    assert "answered" in home.as_("maya").get(path).json()
    then = as_of(home, "maya", path, 1).json()
    assert (then["status"], "answered" in then) == ("open", False)
    assert [one["version"] for one in as_of(home, "maya", f"{path}/history", 1).json()] == [1]


def _report(home: Household) -> str:
    path = recorded(home)
    done(home.as_("sam").post(f"{path}/showings", json={"to": home.person("ines")}))
    return path


def _policy_set(home: Household) -> str:
    path = published(home)
    edition = {"holds_from": "2026-04-01", "rules": RULES}
    done(home.as_("ines").put(path, json=edition, headers={"If-Match": '"1"'}))
    return path


def _placement(home: Household) -> str:
    path = f"/placements/{home.demo.placements['maya']}"
    named = {"line_manager": home.person("dilip")}
    done(home.as_("tomasz").post(f"{path}/line-managers", json=named))
    return path


def _agency(home: Household) -> str:
    path = f"/agencies/{home.demo.agencies['harbour']}"
    named = {"person": home.person("dilip"), "alternate": None}
    done(home.as_("rowan").post(f"{path}/concern-contacts", json=named))
    return path


@pytest.mark.parametrize(
    ("begun", "handle", "part"),
    [
        (_report, "sam", "shown"),
        (_policy_set, "ines", "edition"),
        (_placement, "tomasz", "line_manager"),
        (_agency, "rowan", "hears_concerns"),
    ],
)
def test_what_changed_since_is_read_as_it_was_then(
    begun: Callable[[Household], str], handle: str, part: str, home: Household
) -> None:
    path = begun(home)
    now = home.as_(handle).get(path)
    last = int(now.headers["ETag"].strip('"'))

    assert as_of(home, handle, path, last).json().get(part) == now.json().get(part)
    before = done(as_of(home, handle, path, last - 1), 200)
    assert before.json().get(part) != now.json().get(part)
    if (history := home.as_(handle).get(f"{path}/history")).status_code == 200:
        seen = as_of(home, handle, f"{path}/history", last - 1).json()
        assert seen == history.json()[:-1]
