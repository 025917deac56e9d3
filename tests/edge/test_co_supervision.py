"""Co-supervision over HTTP once the third is no agency supervisor there any more (S12)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.edge.given import agreed, fields_of, hear_of_the_directory, refused
from tests.edge.sessions import done, name, outline, to_come, told
from tests.edge.test_roles import give
from tests.edge.test_taking_over import listed
from tests.house import START, Household

HELD = {"minutes": 50, "extent": "full"}
IN_TWO_DAYS = told(START + timedelta(days=2))


@pytest.fixture
def role(home: Household) -> str:
    """Where it lies that Jordan, who oversees nobody, is an agency supervisor at Harbour."""
    answer = done(give(home, "tomasz", "jordan", "agency_supervisor"), 201)
    home.settle()
    return str(answer.headers["Location"])


def with_jordan(home: Household, by: str = "maya", **other: Any) -> str:
    """A session to come in which Jordan is the third, with something on its agenda."""
    path = to_come(home, by=by, third=home.person("jordan"), format="co-supervision", **other)
    done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": "What Maya brings"}), 201)
    home.settle()
    return path


def role_ended(home: Household, role: str, last_day: str = "2026-03-01") -> None:
    done(home.as_("tomasz").post(f"{role}/ending", json={"last_day": last_day}))
    home.settle()


def shut(home: Household, path: str) -> None:
    jordan = home.as_("jordan")
    for part in ("", "/history", "/agenda", "/agenda-items/1", "/words", "/accesses"):
        refused(jordan.get(f"{path}{part}"), 404)
    refused(jordan.post(f"{path}/agenda-items", json={"heading": "And"}), 404)
    assert path not in listed(home, "jordan")
    assert path not in listed(home, "jordan", status="scheduled")
    assert path.rpartition("/")[2] not in jordan.get("/exports/sessions").text


@pytest.mark.parametrize("by", ["maya", "sam"])
def test_the_third_stands_in_a_session_to_come_only_while_they_supervise_there_S12(
    by: str, home: Household, role: str
) -> None:
    path = with_jordan(home, by)
    assert home.as_("jordan").get(path).status_code == 200, "agreed to, or asked for"
    assert path in listed(home, "jordan")

    role_ended(home, role)

    shut(home, path)
    done(home.as_("maya").post(f"{path}/cancellation", json={"told_at": told(home.clock())}))
    shut(home, path)


def test_nothing_is_held_with_a_third_who_supervised_no_more_on_its_day_S12(
    home: Household, role: str
) -> None:
    path = with_jordan(home, starts=IN_TWO_DAYS)
    role_ended(home, role, "2026-03-02")
    home.clock.move(days=3)
    hear_of_the_directory(home)

    refused(home.as_("sam").post(f"{path}/holding", json=HELD), 409, "third-supervised-no-more")
    done(home.as_("sam").post(f"{path}/absence", json={"who": home.person("maya")}))
    as_held = {"became": "held"} | HELD
    refused(
        home.as_("sam").post(f"{path}/holding/corrections", json=as_held), 409, "third-supervised-no-more"
    )
    with_tag = {"If-Match": home.as_("sam").get(path).headers["ETag"]}
    done(home.as_("sam").delete(f"{path}/co-supervision", headers=with_tag))
    done(home.as_("sam").post(f"{path}/holding/corrections", json=as_held))
    with_tag = {"If-Match": home.as_("sam").get(path).headers["ETag"]}
    refused(home.as_("sam").delete(f"{path}/co-supervision", headers=with_tag), 409, "no-longer-scheduled")


def test_the_two_leave_out_who_supervised_no_more_and_have_met_one_to_one_S12(
    home: Household, role: str
) -> None:
    path = with_jordan(home, starts=IN_TWO_DAYS)
    role_ended(home, role, "2026-03-02")
    home.clock.move(days=3)
    hear_of_the_directory(home)

    with_tag = {"If-Match": home.as_("sam").get(path).headers["ETag"]}
    done(home.as_("sam").delete(f"{path}/co-supervision", headers=with_tag))
    done(home.as_("sam").post(f"{path}/holding", json=HELD))
    assert home.as_("maya").get(path).json()["format"] == "one-to-one"


def test_of_what_was_held_with_them_the_third_keeps_what_they_have_S12(home: Household, role: str) -> None:
    path = with_jordan(home)
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    done(home.as_("sam").post(f"{path}/holding", json=HELD))
    there = [home.person(one) for one in ("maya", "sam", "jordan")]
    done(home.as_("sam").post(f"{path}/record", json=outline(home, present=there)), 201)

    role_ended(home, role)

    assert home.as_("jordan").get(f"{path}/record").json()["record"]["present"] == there
    done(home.as_("jordan").post(f"{path}/signatures", json=name(of="attendance")))
    assert path in listed(home, "jordan")
    longer = {"became": "held", "minutes": 55}
    done(home.as_("sam").post(f"{path}/holding/corrections", json=longer))


def test_a_third_who_supervised_on_its_day_was_there_however_soon_that_ended_S12(
    home: Household, role: str
) -> None:
    path = with_jordan(home)
    role_ended(home, role, "2026-03-02")
    home.clock.move(days=2)
    hear_of_the_directory(home)

    done(home.as_("sam").post(f"{path}/holding", json=HELD))
    assert home.as_("jordan").get(f"{path}/agenda").json()["items"]


@pytest.mark.usefixtures("role")
def test_what_is_administrative_alone_no_peer_supervisor_holds_so_it_is_no_co_supervision_S12(
    home: Household,
) -> None:
    body = {"starts": IN_TWO_DAYS, "third": home.person("jordan"), "format": "co-supervision"}

    def asked(by: str, agreement: str) -> Any:
        return home.as_(by).post("/sessions", json=body | {"agreement": str(home.demo.agreements[agreement])})

    assert fields_of(refused(asked("petra", "maya-petra"), 422, "not-for-co-supervision")) == {"third"}
    done(asked("sam", "maya-sam"), 201)
    of_both = agreed(home, kind="both")
    home.settle()
    done(home.as_("sam").post("/sessions", json=body | {"agreement": of_both.rpartition("/")[2]}), 201)
