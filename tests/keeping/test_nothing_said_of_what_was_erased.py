"""Of what was erased nothing more is said, in the clear either: nobody learns by it of a record that they never knew of (C5)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.edge.concerns import responded, told
from tests.edge.given import refused
from tests.edge.given_groups import asked, done, formed, group
from tests.edge.test_evaluations import shown, written
from tests.edge.test_external_reports import recorded
from tests.edge.test_performance import noted
from tests.house import Household
from tests.keeping.gone import gone
from tests.keeping.test_concern_nobody_goes_on_with import order
from tests.keeping.test_erasing_concerns import id_of


def erased(home: Household, kind: str, path: str, by: str = "rowan", approves: str = "wren") -> None:
    body = {
        "record_type": kind,
        "record": id_of(path),
        "reason": "never-lawful",
        "words": "It never should have been.",
    }
    place = done(home.as_(by).post("/erasures", json=body), 201).headers["Location"]
    done(home.as_(approves).post(f"{place}/approval"))


def show_performance(home: Household, path: str, by: str) -> Any:
    return home.as_(by).post(f"{path}/showing", json={"entry": 1})


@pytest.mark.parametrize("by", ["maya", "petra"])
@pytest.mark.parametrize(
    ("kind", "begun", "show"),
    [("performance-record", noted, show_performance), ("evaluation", written, shown)],
)
def test_that_the_worker_was_shown_what_was_erased_is_said_no_more_and_shows_it_to_nobody_S13(
    kind: str, begun: Callable[[Household], str], show: Callable[..., Any], by: str, home: Household
) -> None:
    path = begun(home)
    erased(home, kind, path)

    refused(show(home, path, by), 410, "erased")

    refused(home.as_("tomasz").get(path), 404)


def test_nor_is_a_report_that_was_erased_shown_to_anybody_else_C6(home: Household) -> None:
    path = recorded(home)
    done(home.as_("sam").post(f"{path}/showings", json={"to": home.person("maya")}))
    erased(home, "external-report", path, "sam", "maya")

    refused(home.as_("sam").post(f"{path}/showings", json={"to": home.person("jordan")}), 410, "erased")

    refused(home.as_("jordan").get(path), 404)
    refused(home.as_("jordan").post(f"{path}/showings", json={"to": home.person("jordan")}), 404)


def test_into_a_group_whose_words_were_erased_nobody_is_asked_and_it_meets_no_more_S9(
    home: Household,
) -> None:
    path = group(home)
    erased(home, "group", path)

    refused(home.as_("sam").post(f"{path}/invitations", json={"person": home.person("ines")}), 410, "erased")
    refused(asked(home, path), 410, "erased")
    begin = {"starts": "2026-03-04T09:00:00Z", "minutes": 90}
    refused(home.as_("sam").post(f"{path}/sessions", json=begin), 410, "erased")

    refused(home.as_("ines").get(path), 404)


def test_whoever_is_in_it_still_leaves_it_and_it_is_still_closed_S9(home: Household) -> None:
    path = group(home)
    erased(home, "group", path)

    done(home.as_("maya").post(f"{path}/departures", json={"member": home.person("maya")}))
    done(home.as_("sam").post(f"{path}/closing"))

    assert home.as_("jordan").get(path).json()["status"] == "closed"


def test_an_asking_that_waits_is_still_turned_down_S9(home: Household) -> None:
    path = formed(home)
    done(home.as_("sam").post(f"{path}/invitations", json={"person": home.person("maya")}))
    erased(home, "group", path)

    done(home.as_("maya").post(f"{path}/departures", json={"member": home.person("maya")}))


@pytest.mark.parametrize(("part", "body"), [("seen", {}), ("response", {"answer": "support-team"})])
def test_nor_does_the_worker_answer_a_concern_that_was_erased_C2(
    part: str, body: dict[str, str], home: Household
) -> None:
    """Its author is gone and nobody covers: else it is over before it is erased, and nobody answers it any more."""
    path = told(home)
    gone(home, "sam")
    place = done(order(home, path), 201).headers["Location"]
    done(home.as_("rowan").post(f"{place}/approval"))
    history = home.as_("maya").get(f"{path}/history").json()

    refused(home.as_("maya").post(f"{path}/{part}", json=body), 410, "erased")

    assert home.as_("maya").get(f"{path}/history").json() == history


def test_whom_the_worker_named_is_told_nothing_by_confirming_then_C2(home: Household) -> None:
    path = told(home)
    done(responded(home, path, "line-manager"))
    gone(home, "sam")
    place = done(order(home, path), 201).headers["Location"]
    done(home.as_("rowan").post(f"{place}/approval"))
    before = home.as_("maya").get(f"{path}/history").json()

    done(home.as_("petra").post(f"{path}/confirmation"))

    assert home.as_("maya").get(f"{path}/history").json() == before
