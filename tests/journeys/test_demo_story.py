"""What the demo tells: a year of sessions at three agencies, one overdue, a group, a concern taken forward and one escalated."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.house.demo.story import fill_story
from services.sessions.views import SessionsView
from tests.edge.given import hear_of_the_directory, refused
from tests.house import Household, household, wait_for

OFFICERS = {"mill": "lena", "harbour": "tomasz", "lantern": "rowan"}


@pytest.fixture
def told(home: Household) -> Household:
    return tell(home)


def tell(home: Household) -> Household:
    fill_story(home.demo)
    hear_of_the_directory(home)
    home.settle()
    return home


def got(home: Household, who: str, address: str) -> Any:
    answer = home.as_(who).get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_year_of_sessions_of_six_workers_at_three_agencies_S2(told: Household) -> None:
    with told.house.rooms["sessions"].shelf.query(SessionsView) as (rows, t):
        found = rows.all(f"SELECT worker, agency, status, starts FROM {t('rows')}")

    held = [row for row in found if row["status"] == "held"]
    assert {row["worker"] for row in held} == {
        told.person(handle) for handle in ("maya", "jordan", "sam", "alba", "teo", "juno")
    }
    assert {row["agency"] for row in held} == {str(one) for one in told.demo.agencies.values()}
    assert {row["status"] for row in found} == {"scheduled", "held", "missed", "cancelled"}
    for worker in {row["worker"] for row in held}:
        days = sorted(datetime.fromisoformat(row["starts"]) for row in held if row["worker"] == worker)
        assert days[0] < datetime(2026, 3, 2, tzinfo=UTC) - timedelta(days=355)


@pytest.mark.parametrize(
    "start", [datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2027, 1, 7, 1, tzinfo=UTC)]
)
def test_somebody_has_had_no_session_for_too_long_and_nobody_else_A6(start: datetime, tmp_path: Path) -> None:
    """Whatever day it is told on."""
    with household(tmp_path / "house", start=start) as home:
        told = tell(home)
        wait_for(lambda: overdue(told, "mill"))
        assert {agency: overdue(told, agency) for agency in OFFICERS} == {
            "mill": [told.person("teo")],
            "harbour": [],
            "lantern": [],
        }


def overdue(home: Household, agency: str) -> list[str]:
    address = f"/sessions/overdue?agency={home.demo.agencies[agency]}"
    return [one["worker"] for one in got(home, OFFICERS[agency], address)]


def test_a_record_is_read_by_its_two_and_a_manager_sees_that_it_took_place_C5(told: Household) -> None:
    held = got(told, "alba", "/sessions?status=held&limit=1")[0]

    assert got(told, "alba", f"/sessions/{held['id']}/record")["record"]["purposes"]
    assert got(told, "kofi", f"/sessions/{held['id']}")["status"] == "held"
    refused(told.as_("kofi").get(f"/sessions/{held['id']}/record"), 403)


def test_what_was_agreed_on_has_been_done_by_the_next_session_S6(told: Household) -> None:
    held = got(told, "alba", "/sessions?status=held&limit=200")
    [ahead, *_] = got(told, "alba", "/sessions?status=scheduled")

    plans = [got(told, "alba", f"/sessions/{one['id']}/record")["actions"] for one in held]

    last = next(place for place, one in enumerate(held) if one["starts"] == max(at["starts"] for at in held))
    standing = [{one["standing"] for one in plan} for place, plan in enumerate(plans) if place != last]
    assert set().union(*standing) == {"done"}
    left = [one["action"] for one in plans[last]]
    assert [
        one["action"] for one in got(told, "alba", f"/sessions/{ahead['id']}/agenda")["open_actions"]
    ] == left


def test_one_concern_was_taken_forward_and_one_escalated_in_the_lawful_order_C2(told: Household) -> None:
    [taken] = got(told, "juno", "/concerns")
    [escalated] = got(told, "teo", "/concerns")

    assert (taken["status"], escalated["status"]) == ("closed", "consulted")
    names = [one["name"] for one in got(told, "teo", f"/concerns/{escalated['id']}/history")]
    steps = ("ConcernNoticeGiven", "WorkerDeclined", "EscalationNoticeGiven", "ManagerConsulted")
    places = [names.index(f"sessions.{step}") for step in steps]
    assert places == sorted(places)
    [disclosed] = got(told, "kofi", f"/concerns/{escalated['id']}/disclosure")
    assert disclosed["statement"].startswith("On three evenings")
    refused(told.as_("lena").get(f"/concerns/{escalated['id']}"), 404)


def test_a_group_meets_across_agencies_and_each_agency_sees_its_own_people_S9(told: Household) -> None:
    [group] = got(told, "alba", "/groups")
    assert group["format"] == "group"

    for manager, agency, members in (("kofi", "mill", {"alba", "juno"}), ("dilip", "harbour", {"maya"})):
        seen = got(told, manager, f"/attendances?agency={told.demo.agencies[agency]}")
        assert {one["member"] for one in seen} == {told.person(handle) for handle in members}
