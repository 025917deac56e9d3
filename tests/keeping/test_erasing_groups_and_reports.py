"""Having erased what a group is called and who joined it, by two officers; and what was done outside, by its author and one they let see it (C5, C6, S9)."""

from typing import Any, Final

import pytest

from tests.edge.given import refused
from tests.edge.given_groups import asked, done, formed, group, handed_on
from tests.edge.test_external_reports import recorded
from tests.house import Household
from tests.keeping.test_erasing_records import years_later

OFFICERS: Final = ("rowan", "wren")


def order(home: Household, kind: str, path: str, by: str, **other: Any) -> Any:
    body = {
        "record_type": kind,
        "record": path.rpartition("/")[2],
        "reason": "retention-over",
        "words": "Over.",
    }
    return home.as_(by).post("/erasures", json=body | other)


def shown(home: Household, path: str, *to: str) -> None:
    for one in to:
        done(home.as_("sam").post(f"{path}/showings", json={"to": home.person(one)}))


def test_what_a_group_is_called_and_who_signed_on_joining_goes_years_after_it_was_closed_S9(
    home: Household,
) -> None:
    path = group(home)
    handed_on(home, path)
    years_later(home)
    refused(order(home, "group", path, "rowan"), 409, "still-open")
    done(home.as_("ines").post(f"{path}/closing"))
    refused(order(home, "group", path, "rowan"), 409, "still-kept")
    years_later(home)
    place = done(order(home, "group", path, "rowan"), 201).headers["Location"]

    done(home.as_("wren").post(f"{place}/approval"))

    for part in ("about", "names"):
        for one in ("maya", "ines"):
            refused(home.as_(one).get(f"{path}/{part}"), 410, "erased")
    assert home.as_("maya").get(path).status_code == 200, "that it was there stays, without a name"


def test_nobody_who_was_ever_in_a_group_decides_about_it_C5(home: Household) -> None:
    path = group(home)
    for one in ("maya", "sam"):
        refused(order(home, "group", path, one, reason="never-lawful"), 404)
    asked = {"person": home.person("wren")}
    done(home.as_("sam").post(f"{path}/invitations", json=asked))

    refused(order(home, "group", path, "wren", reason="never-lawful"), 403)


def test_nor_does_an_officer_who_was_asked_to_facilitate_it_C5(home: Household) -> None:
    path = formed(home, agency=str(home.demo.agencies["lantern"]))
    other = formed(home, agency=str(home.demo.agencies["lantern"]))
    done(asked(home, path))

    refused(order(home, "group", path, "ines", reason="never-lawful"), 403)
    done(order(home, "group", other, "ines", reason="never-lawful"), 201)


def test_the_author_of_a_report_orders_and_whom_they_let_see_it_approves_C6(home: Household) -> None:
    path = recorded(home)
    shown(home, path, "maya")
    refused(order(home, "external-report", path, "sam"), 409, "still-kept")
    years_later(home)
    place = done(order(home, "external-report", path, "sam"), 201).headers["Location"]
    assert home.as_("maya").get(place).json()["steps"][0]["words"] == "Over."
    refused(home.as_("sam").post(f"{place}/approval"), 409, "needs-another-person")

    done(home.as_("maya").post(f"{place}/approval"))

    for one in ("sam", "maya"):
        refused(home.as_(one).get(f"{path}/words"), 410, "erased")
    assert home.as_("sam").get(place).json()["status"] == "erased"
    refused(home.as_("maya").get(place), 404)


def test_whom_it_was_shown_to_orders_holds_and_declines_nothing_C6(home: Household) -> None:
    path = recorded(home)
    shown(home, path, "maya", "jordan")
    refused(order(home, "external-report", path, "maya", reason="never-lawful"), 404)
    place = done(order(home, "external-report", path, "sam", reason="never-lawful"), 201).headers["Location"]
    hold = {"record_type": "external-report", "record": path.rpartition("/")[2], "words": "No."}

    refused(order(home, "external-report", path, "maya", reason="never-lawful"), 403)
    refused(home.as_("maya").post("/holds", json=hold), 403)
    refused(home.as_("maya").post(f"{place}/withdrawal"), 403)


@pytest.mark.parametrize("by", [*OFFICERS, "maya", "tomasz", "dilip"])
def test_that_there_is_a_report_nobody_else_finds_out_by_ordering_C6(by: str, home: Household) -> None:
    path = recorded(home)
    place = done(order(home, "external-report", path, "sam", reason="never-lawful"), 201).headers["Location"]

    refused(order(home, "external-report", path, by, reason="never-lawful"), 404)
    refused(home.as_(by).get(place), 404)
    refused(home.as_(by).post(f"{place}/approval"), 404)
    home.settle()
    listed = home.as_("rowan").get(f"/erasures?agency={home.demo.agencies['harbour']}")
    assert path.rpartition("/")[2] not in listed.text
