"""What was recorded a moment ago counts for the next command, also where a view of it is a moment behind (architecture, 5)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest

from tests.edge.concerns import names
from tests.edge.concerns import told as concern_told
from tests.edge.given import agreed, drafted, refused, sign
from tests.edge.given_groups import done
from tests.edge.sessions import contact, outline, recorded, to_come
from tests.edge.test_actions_that_go_on import close, later, number, standing
from tests.edge.test_concerns_covered import covered, take_over
from tests.edge.test_following import MARCH, listed
from tests.edge.test_requirements import asking
from tests.house import Household
from tests.keeping.gone import leave
from tests.sessions.held import id_of


@contextmanager
def views_behind(home: Household, service: str = "sessions") -> Iterator[None]:
    """Whatever is recorded from here on, no view takes in within half a second."""
    shelf, until = home.house.rooms[service].shelf, time.monotonic() + 0.5
    take_page = shelf.take_page

    def slowly(*page: Any) -> Any:
        time.sleep(max(0.0, until - time.monotonic()))
        return take_page(*page)

    home.settle()
    with patch.object(shelf, "take_page", slowly):
        yield


def test_who_covers_goes_on_with_what_the_worker_was_told_of_a_moment_ago_A4(home: Household) -> None:
    covered(home)
    with views_behind(home):
        path = concern_told(home)
        done(take_over(home))

    assert names(home, path)[-1] == "CoverTookOver"


def test_what_another_device_has_just_set_is_not_set_again_A6(home: Household) -> None:
    agreement = agreed(home)
    beside = {"agreement": str(id_of(agreement)), "starts": "2026-03-17T18:00:00Z"}
    all_that_follow = {"agreement": str(id_of(agreement)), "following": MARCH}
    with views_behind(home):
        done(home.as_("maya").post("/sessions", json=beside), 201)
        done(home.as_("sam").post("/sessions", json=all_that_follow), 201)

    assert [one for one in listed(home, agreement) if one.startswith("03-17")] == ["03-17 14:00"]


def test_a_second_who_asks_for_feedback_a_moment_later_is_told_that_a_round_is_open_K4(
    home: Household,
) -> None:
    body = {"agency": str(home.demo.agencies["harbour"]), "starts": "2026-03-02", "ends": "2026-03-20"}
    with views_behind(home):
        done(home.as_("dilip").post("/feedback/rounds", json=body), 201)
        refused(home.as_("tomasz").post("/feedback/rounds", json=body), 409, "another-round-is-open")


def test_what_the_last_record_left_open_goes_on_in_one_written_a_moment_later_S6(home: Household) -> None:
    first, second = contact(home), contact(home)
    with views_behind(home):
        done(home.as_("sam").post(f"{first}/record", json=outline(home)), 201)
        done(home.as_("sam").post(f"{second}/record", json=outline(home, actions=[])), 201)

    assert standing(home, second) == [("Ask for a second key.", "open")]


def test_and_is_brought_forward_to_an_agenda_S5(home: Household) -> None:
    ahead, first = to_come(home), contact(home)
    forward = {"heading": "The key", "brought_forward": {"session": number(first), "action": 1}}
    with views_behind(home):
        done(home.as_("sam").post(f"{first}/record", json=outline(home)), 201)
        done(home.as_("maya").post(f"{ahead}/agenda-items", json=forward), 201)


def test_what_has_just_gone_on_is_closed_where_it_went_and_nowhere_else_S6(home: Household) -> None:
    first = recorded(home)
    later(home)
    second = contact(home)
    with views_behind(home):
        done(home.as_("sam").post(f"{second}/record", json=outline(home, actions=[])), 201)
        refused(close(home, first), 409)


def test_a_departure_is_from_what_is_not_met_since_a_moment_A6(home: Household) -> None:
    asking(home, workers_per_supervisor_at_most=1)
    of_sam, jordans = f"/agreements/{home.demo.agreements['maya-sam']}", drafted(home, "jordan", "sam")
    said = {"requirement": "workers_per_supervisor_at_most", "why": "experience"}
    with views_behind(home, "agreements"):
        for handle in ("jordan", "sam"):
            done(sign(home, jordans, handle))
        done(home.as_("maya").post(f"{of_sam}/departures", json=said), 201)


@pytest.mark.parametrize("approved", [False, True], ids=["ordered", "approved"])
def test_nobody_is_erased_who_was_placed_a_moment_ago_D6(approved: bool, home: Household) -> None:
    leave(home, "maya", "rowan")
    person = f"/people/{home.person('maya')}"
    again = {
        "agency": str(home.demo.agencies["harbour"]),
        "employment": "employed",
        "starts": "2026-03-02",
    }
    order = {"reason": "own-wish", "words": "Gone."}
    if approved:
        done(home.as_("rowan").post(f"{person}/erasure", json=order), 201)
    with views_behind(home, "directory"):
        done(home.as_("tomasz").post(f"{person}/placements", json=again), 201)
        wren = home.as_("wren")
        answer = (
            wren.post(f"{person}/erasure/approval")
            if approved
            else wren.post(f"{person}/erasure", json=order)
        )
        refused(answer, 409, "still-here")
