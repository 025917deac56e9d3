"""A concern whose author is gone and that nobody covers: nobody can close it, and it is over for keeping all the same (C2, C5)."""

from typing import Any

import pytest

from tests.edge.concerns import told
from tests.edge.given import hear_from_agreements, hear_of_the_directory, refused
from tests.edge.given_groups import done, group, handed_on
from tests.edge.test_concerns_covered import covered, of_member, take_over
from tests.house import Household
from tests.keeping.gone import gone, leave
from tests.keeping.test_erasing_concerns import id_of
from tests.keeping.test_erasing_records import YEARS, years_later


def order(home: Household, path: str, by: str = "maya", officer: str | None = "rowan", **other: Any) -> Any:
    """With an officer who is to approve it, since the other of the two is gone."""
    named = {"approver": home.person(officer)} if officer else {}
    body = {
        "record_type": "concern",
        "record": id_of(path),
        "reason": "never-lawful",
        "words": "It was not so.",
    }
    return home.as_(by).post("/erasures", json=body | named | other)


def test_once_its_author_is_gone_and_nobody_covers_it_is_over_C5(home: Household) -> None:
    path = told(home)
    refused(order(home, path, officer=None), 409, "concern-still-runs")

    gone(home, "sam")

    done(order(home, path), 201)


def test_its_years_count_from_the_last_that_was_added_C5(home: Household) -> None:
    path = told(home)
    gone(home, "sam")
    refused(order(home, path, reason="retention-over"), 409, "still-kept")
    home.clock.move(days=YEARS.days - 30)
    hear_of_the_directory(home)
    hear_from_agreements(home)
    done(home.as_("maya").post(f"{path}/statement", json={"words": "It was otherwise."}))
    home.clock.move(days=60)
    hear_of_the_directory(home)
    hear_from_agreements(home)
    refused(order(home, path, reason="retention-over"), 409, "still-kept")
    years_later(home)

    done(order(home, path, reason="retention-over"), 201)


@pytest.mark.parametrize("ordered", [False, True], ids=["left", "to be erased"])
def test_who_left_and_was_not_erased_still_goes_on_with_it_C5(ordered: bool, home: Household) -> None:
    path = told(home)
    leave(home, "sam", "ines")
    if ordered:
        body = {"reason": "own-wish", "words": "Gone."}
        done(home.as_("ines").post(f"/people/{home.person('sam')}/erasure", json=body), 201)
        home.settle()

    refused(order(home, path, officer=None), 409, "concern-still-runs")
    done(home.as_("sam").post(f"{path}/withdrawal", json={}))


@pytest.mark.parametrize("taken_over", [True, False], ids=["goes on", "may go on"])
def test_while_somebody_covers_it_still_runs_A4(taken_over: bool, home: Household) -> None:
    path = told(home)
    covered(home)
    if taken_over:
        done(take_over(home))
    gone(home, "sam")

    refused(order(home, path), 409, "concern-still-runs")

    home.clock.move(days=25)
    hear_of_the_directory(home)
    hear_from_agreements(home)
    done(order(home, path), 201)


def test_so_it_does_while_another_facilitates_the_group_S9(home: Household) -> None:
    joined = group(home)
    home.settle()
    path = of_member(home, joined)
    handed_on(home, joined)
    gone(home, "sam")
    refused(order(home, path), 409, "concern-still-runs")

    done(home.as_("maya").post(f"{joined}/departures", json={"member": home.person("maya")}))
    home.settle()

    done(order(home, path), 201)


def test_whoever_covered_and_is_gone_as_well_goes_on_with_nothing_A4(home: Household) -> None:
    path = told(home)
    covered(home, "dilip")
    done(take_over(home, "dilip"))
    gone(home, "sam")
    refused(order(home, path), 409, "concern-still-runs")

    gone(home, "dilip")

    done(order(home, path), 201)


def test_where_the_worker_is_gone_its_author_closes_or_withdraws_it_first_C2(home: Household) -> None:
    path = told(home)
    gone(home, "maya")
    refused(order(home, path, "sam"), 409, "concern-still-runs")

    done(home.as_("sam").post(f"{path}/withdrawal", json={}))

    done(order(home, path, "sam"), 201)
