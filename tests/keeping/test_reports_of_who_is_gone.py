"""A report to an authority whose author is gone: whom they let see it decide about it; where nobody is there who may, it goes (C5, C6)."""

from typing import Any, Final
from uuid import UUID

import pytest

from tests.edge.concerns import mails
from tests.edge.given import fields_of, refused
from tests.edge.sessions import done
from tests.edge.test_external_reports import recorded
from tests.house import Household, wait_for
from tests.keeping.gone import gone
from tests.keeping.test_erasing_groups_and_reports import order, shown
from tests.keeping.test_erasing_records import years_later

KIND: Final = "external-report"
WHY: Final = "A tribunal asked for it."


def held(home: Household, path: str, by: str = "sam") -> str:
    body = {"record_type": KIND, "record": path.rpartition("/")[2], "words": WHY}
    return str(done(home.as_(by).post("/holds", json=body), 201).headers["Location"])


def left_behind(home: Household, *to: str, hold: bool = True) -> str:
    """A report that its author held and let some see, and is gone."""
    path = recorded(home)
    shown(home, path, *to)
    if hold:
        held(home, path)
    home.settle()
    gone(home, "sam")
    return path


def is_there(home: Household, path: str) -> bool:
    return not home.house.rooms["sessions"].keys.is_destroyed(f"rk:{path.rpartition('/')[2]}")


def kept(home: Household, path: str, by: str = "maya") -> Any:
    return home.as_(by).get(path).json()["kept"]


def never(home: Household, path: str, by: str = "maya", **other: Any) -> Any:
    return order(home, KIND, path, by, reason="never-lawful", **other)


def test_whom_they_let_see_it_find_its_hold_and_release_it_in_their_place_C6(home: Household) -> None:
    path = left_behind(home, "maya")
    (found,) = kept(home, path)
    place = f"/erasures/{found['erasure']}"
    assert (found["record_type"], found["status"]) == (KIND, "held")
    assert home.as_("maya").get(place).json()["steps"][0]["words"] == WHY
    refused(never(home, path, approver=home.person("rowan")), 409, "under-hold")

    done(home.as_("maya").post(f"{place}/holds/1/release"))

    assert home.as_("maya").get(place).json()["holds"] == []
    home.rest()
    assert home.as_("maya").get(f"{path}/words").status_code == 200, "they see it, so it stays"


def test_while_its_author_is_there_they_find_no_hold_and_release_none_C6(home: Household) -> None:
    path = recorded(home)
    shown(home, path, "maya")
    place = held(home, path)

    assert kept(home, path) == []
    assert [one["status"] for one in kept(home, path, "sam")] == ["held"]
    refused(home.as_("maya").get(place), 404, "not-found")
    refused(home.as_("maya").post(f"{place}/holds/1/release"), 404, "not-found")


def test_an_order_of_its_author_is_found_by_whom_they_let_see_it_C6(home: Household) -> None:
    path = recorded(home)
    shown(home, path, "maya")

    place = done(never(home, path, "sam"), 201).headers["Location"]

    assert [(one["erasure"], one["status"]) for one in kept(home, path)] == [
        (place.rpartition("/")[2], "ordered")
    ]
    done(home.as_("maya").post(f"{place}/approval"))
    assert kept(home, path) == []


def test_of_two_who_were_let_see_it_one_orders_and_the_other_is_told_and_approves_C6(home: Household) -> None:
    path = left_behind(home, "maya", "jordan", hold=False)
    refused(order(home, KIND, path, "maya"), 409, "still-kept")
    years_later(home)
    problem = refused(order(home, KIND, path, "maya", approver=home.person("rowan")), 422, "approver-there")
    assert fields_of(problem) == {"approver"}
    sent = mails(home)

    place = done(order(home, KIND, path, "maya"), 201).headers["Location"]

    assert sent == [("jordan", False)]
    refused(home.as_("maya").post(f"{place}/approval"), 409, "needs-another-person")
    refused(home.as_("rowan").get(place), 404, "not-found")
    (found,) = kept(home, path, "jordan")
    done(home.as_("jordan").post(f"/erasures/{found['erasure']}/approval"))
    refused(home.as_("maya").get(f"{path}/words"), 410, "erased")
    assert home.as_("maya").get(place).json()["status"] == "erased"


def test_whoever_saw_it_and_is_gone_as_well_is_told_of_no_order_C6(home: Household) -> None:
    path = left_behind(home, "maya", "jordan", "dilip", hold=False)
    gone(home, "dilip")
    sent = mails(home)

    done(never(home, path), 201)

    assert sent == [("jordan", False)]


@pytest.mark.parametrize("others", [(), ("dilip",)], ids=["the only one", "the last"])
def test_whoever_is_the_only_one_left_names_an_officer_C6(others: tuple[str, ...], home: Household) -> None:
    path = left_behind(home, "maya", *others, hold=False)
    gone(home, *others)
    refused(never(home, path), 422, "approver-needed")
    refused(never(home, path, approver=home.person("tomasz")), 422, "not-an-officer-there")
    # It is of the agency at which its author was at home.
    refused(never(home, path, approver=home.person("wren")), 422, "not-an-officer-there")
    sent = mails(home)

    place = done(never(home, path, approver=home.person("ines")), 201).headers["Location"]

    assert sent == [("ines", False)]
    refused(home.as_("ines").get(path), 404, "not-found")
    assert path.rpartition("/")[2] not in home.as_("ines").get("/external-reports").text
    assert len(home.as_("ines").get(place).json()["steps"]) == 1
    done(home.as_("ines").post(f"{place}/approval"))
    refused(home.as_("ines").get(place), 404, "not-found")
    refused(home.as_("maya").get(f"{path}/words"), 410, "erased")


def test_an_officer_whom_its_author_let_see_it_approves_and_is_not_named_beside_themselves_C6(
    home: Household,
) -> None:
    path = left_behind(home, "rowan", hold=False)

    refused(never(home, path, "rowan", approver=home.person("rowan")), 422, "not-an-officer-there")

    done(never(home, path, "rowan", approver=home.person("ines")), 201)


def test_what_its_author_ordered_is_approved_or_declined_in_their_place_C6(home: Household) -> None:
    path = recorded(home)
    shown(home, path, "maya")
    place = done(never(home, path, "sam"), 201).headers["Location"]
    gone(home, "sam")

    done(home.as_("maya").post(f"{place}/withdrawal"))

    assert home.as_("maya").get(place).json()["status"] == "kept"


@pytest.mark.parametrize("hold", [True, False], ids=["held", "not held"])
def test_what_nobody_else_saw_goes_with_its_author_also_under_a_hold_that_nobody_could_release_C6(
    hold: bool, home: Household
) -> None:
    path, other = recorded(home), recorded(home, "maya")
    if hold:
        held(home, path)
    home.rest()
    assert is_there(home, path)

    gone(home, "sam")

    wait_for(lambda: not is_there(home, path))
    home.rest()
    assert is_there(home, other)


@pytest.mark.parametrize("hold", [True, False], ids=["held", "not held"])
def test_what_was_seen_goes_with_the_last_who_may_see_it_C6(hold: bool, home: Household) -> None:
    path = left_behind(home, "maya", "dilip", hold=hold)
    gone(home, "dilip")
    home.rest()
    assert is_there(home, path)

    gone(home, "maya")

    wait_for(lambda: not is_there(home, path))


def test_as_long_as_its_author_is_there_it_stays_whoever_saw_it_is_gone_C6(home: Household) -> None:
    path = recorded(home)
    shown(home, path, "dilip")

    gone(home, "dilip")

    home.rest()
    assert is_there(home, path)
    refused(never(home, path, "sam", approver=home.person("ines")), 422, "approver-there")
    done(never(home, path, "sam"), 201)


def test_what_the_list_has_not_heard_to_be_shown_stays_C6(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recorded(home)
    shown(home, path, "maya")
    monkeypatch.setattr(
        "services.sessions.reactions.external_reports.seen_by_nobody_but",
        lambda *_: [UUID(path.rpartition("/")[2])],
    )

    gone(home, "sam")

    home.rest()
    assert is_there(home, path)
