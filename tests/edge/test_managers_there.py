"""Whether a manager was at a meeting of co-reflection goes by when it began, whenever that is recorded (S10)."""

from typing import Any

import pytest

from tests.edge.given_groups import circle, done, hold, later, scheduled, starts
from tests.edge.test_concerns_covered import managed_by
from tests.edge.test_roles import give
from tests.house import Household


def becomes_manager(home: Household, way: str) -> str:
    """Jordan answers for others' work from now on; where that role or placement lies."""
    if way == "line manager":
        managed_by(home, "maya", "jordan")
        return f"/placements/{home.demo.placements['maya']}/line-managers"
    given = give(home, "rowan", "jordan", "coordinator", starts=str(home.clock().date()))
    return str(done(given, 201).headers["Location"])


def ends_it(home: Household, where: str) -> None:
    if where.endswith("/line-managers"):
        managed_by(home, "maya", "petra")
        return
    done(home.as_("rowan").post(f"{where}/ending", json={"last_day": str(home.clock().date())}))


def held(home: Household, meeting: str) -> Any:
    return hold(home, meeting, "maya", "jordan", "sam", by="maya")


WAYS = pytest.mark.parametrize("way", ["coordinator", "line manager"])


@WAYS
def test_who_became_a_manager_after_it_began_was_none_there_S10(way: str, home: Household) -> None:
    meeting = scheduled(home, circle(home), by="maya", hours=2)
    later(home, hours=4)
    becomes_manager(home, way)
    later(home, hours=1)

    done(held(home, meeting))


@WAYS
def test_what_was_recorded_is_set_right_though_somebody_became_a_manager_since_S10(
    way: str, home: Household
) -> None:
    meeting = scheduled(home, circle(home), by="maya", hours=2)
    later(home, hours=4)
    done(held(home, meeting))
    later(home, days=60)
    becomes_manager(home, way)
    later(home, hours=1)
    began = starts(home, -60 * 24 - 2.5)

    done(home.as_("maya").post(f"{meeting}/holding/corrections", json={"became": "held", "starts": began}))


@WAYS
def test_who_was_a_manager_when_it_began_was_one_there_also_once_they_are_none_S10(
    way: str, home: Household
) -> None:
    where = becomes_manager(home, way)
    later(home, hours=1)
    path = circle(home, managers_attend=True)
    meeting = scheduled(home, path, by="maya", hours=2)
    later(home, hours=4)
    assert held(home, meeting).json()["type"].endswith("manager-not-announced")
    ends_it(home, where)
    later(home, days=2)

    assert held(home, meeting).json()["type"].endswith("manager-not-announced")
    assert held(home, scheduled(home, path, by="maya")).status_code == 204
