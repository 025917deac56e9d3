"""A roster of sixty people at five agencies: with the faults that rosters have, then clean, then a week later (D5, D6)."""

import csv
import json
import threading
import time
from io import StringIO
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pytest

from services.directory.domain.agency import Agency
from services.directory.domain.person import Person
from services.directory.events import Role
from shared.identity import OPERATOR, Acting, AgencyId
from tests.edge.given import fields_of, places, refused
from tests.edge.test_accounting import entries
from tests.house import START, Household

ROSTERS: Final = Path(__file__).parents[1] / "rosters"
FAULTY, CLEAN, WEEK_LATER = (
    ROSTERS.joinpath(f"{name}.csv").read_bytes().decode() for name in ("faulty", "clean", "week_later")
)
FURTHER: Final = ("Northgate Community Care", "St. Brigid's House", "Riverside Recovery Network")
HARBOUR: Final = "Harbour Lane Mental Health"
LEFT: Final = "2026-07-10"
NAMED: Final = [
    "line 5: work_email is no e-mail address",
    "line 8: agency names no agency there is; did you mean “Harbour Lane Mental Health”?",
    "line 13: work_email stands in line 6 already",
    "line 15: name is empty, and must not be",
    "line 18: line_manager_employee_number is empty: a worker's placement has a line manager (D5)",
    "line 21: agency names no agency there is; did you mean “The Lantern Peer Centre”?",
    "line 22: employment is one of employed, seconded, shared, sub-contracted",
    "line 24: roles names a role there is not; there are worker, peer_supervisor, agency_supervisor, coordinator, hr, "
    "separated by spaces",
    "line 30: line_manager_employee_number is empty: a worker's placement has a line manager (D5)",
    "line 33: line_manager_employee_number is nobody's number in this file or in the directory, at this agency",
    "line 35: starts is written in another form than most dates of this file; write all as 2026-03-02",
    "line 38: line_manager_employee_number goes round in a circle: the line managers of lines 38, 40, 43",
    "line 40: line_manager_employee_number goes round in a circle: the line managers of lines 38, 40, 43",
    "line 43: line_manager_employee_number goes round in a circle: the line managers of lines 38, 40, 43",
    "line 47: line_manager_employee_number is the person's own number: nobody is their own line manager (D5)",
    "line 49: starts is no date; write it as 2026-03-02",
    "line 52: employee_number stands in line 51 already",
    "line 55: starts is no date; write it as 2026-03-02",
    "line 58: roles names a role that two privacy officers give: it is proposed and confirmed, not imported",
    "line 61: ends is before the first day",
]
"""What is wrong with the faulty roster, written down by hand from the file."""


@pytest.fixture
def home(home: Household) -> Household:
    """Three more agencies, and Tomasz keeps the books of all five."""
    store = home.house.rooms["directory"].store
    acting = Acting(actor=OPERATOR)
    agencies = [AgencyId(home.demo.agencies["lantern"])]
    for name in FURTHER:
        agency = Agency.add(uuid4(), name=name, side="host", time_zone="America/Toronto", locale="en-CA")
        store.append(agency, acting)
        agencies.append(AgencyId(agency.id))
    tomasz = store.get(Person, home.demo.people["tomasz"])
    for id in agencies:
        tomasz.give_role(uuid4(), id, Role.HR, START.date(), None)
    store.append(tomasz, acting)
    home.settle()
    return home


def send(home: Household, file: str, by: str = "tomasz", **more: Any) -> Any:
    return home.as_(by).post("/people/imports", json={"file": file} | more)


def shown(home: Household, file: str, **more: Any) -> dict[str, Any]:
    home.settle()
    answer = send(home, file, **more)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def applied(home: Household, file: str, **more: Any) -> list[dict[str, Any]]:
    """What was shown, applied; the lines of the answer."""
    answer = send(home, file, **more, digest=shown(home, file, **more)["digest"])
    assert answer.status_code == 200, answer.text
    home.settle()
    return [json.loads(line) for line in answer.text.splitlines()]


def found(home: Household, number: str) -> dict[str, Any]:
    """Somebody by their number: details, roles, placements."""
    (one,) = home.as_("tomasz").post("/people/searches", json={"employee_number": number}).json()
    path = f"/people/{one['id']}"
    told = {name: home.as_("tomasz").get(f"{path}/{name}").json() for name in ("roles", "placements")}
    return dict(home.as_("tomasz").get(path).json()) | told


def lines(text: str, **cells: str) -> str:
    """A roster of one person at Harbour, some cells as told."""
    row = {
        "employee_number": "N1",
        "name": "Somebody New",
        "agency": HARBOUR,
        "roles": "coordinator",
        "starts": "2026-03-02",
    }
    made = StringIO()
    writer = csv.DictWriter(made, [*(row | cells)])
    writer.writeheader()
    writer.writerow(row | cells)
    return made.getvalue() + text


def test_every_fault_of_a_roster_is_named_with_its_line_and_nothing_of_it_is_taken_D5(
    home: Household,
) -> None:
    home.rest()
    before = places(home)

    problem = refused(send(home, FAULTY), 422, "roster-unfit")

    assert [f"{one['field']} {one['rule']}" for one in problem["fields"]] == NAMED
    assert places(home) == before


def test_no_fault_repeats_what_stands_in_the_file_C5(home: Household) -> None:
    _, *sent = csv.reader(StringIO(FAULTY[1:]), delimiter=";")
    cells = {cell for row in sent for cell in (row[1], *row[4:8]) if cell}

    told = send(home, FAULTY).text

    assert len(cells) > 120
    assert [cell for cell in cells if cell in told] == []


def test_a_clean_roster_is_shown_then_applied_and_the_second_time_changes_nothing_D6(home: Household) -> None:
    home.rest()
    before = places(home)
    told = shown(home, CLEAN)
    assert (len(told["new"]), told["changed"], told["leavers"], told["unchanged"]) == (60, [], [], 0)
    assert told["new"][3] == {
        "line": 5,
        "changes": ["person", "role worker", "role peer_supervisor", "placement"],
        "keeps": [],
    }
    assert places(home) == before

    *_, last = applied(home, CLEAN)

    assert last == {"done": 60}
    after = shown(home, CLEAN)
    assert (after["new"], after["changed"], after["unchanged"]) == ([], [], 60)
    home.rest()
    before = places(home)
    assert applied(home, CLEAN) == [{"done": 0}]
    names = {found(home, number)["name"] for number in ("103", "104", "301")}
    assert names == {"Siobhán O'Dwyer", "Олена Коваль", "李小梅"}


def test_a_worker_is_placed_under_the_line_manager_of_the_file_D5(home: Household) -> None:
    applied(home, CLEAN)

    worker, manager = found(home, "106"), found(home, "101")

    (placement,) = worker["placements"]
    assert placement["line_manager"] == manager["id"]
    assert (placement["employment"], placement["starts"]) == ("seconded", "2026-06-08")
    assert placement["agency"] == placement["employer"] == str(home.demo.agencies["harbour"])
    assert manager["placements"] == []


def test_a_week_later_some_have_left_and_some_have_changed_D6(home: Household) -> None:
    applied(home, CLEAN)
    gone = {number: found(home, number)["id"] for number in ("109", "210", "507")}

    told = shown(home, WEEK_LATER, full_snapshot=True, last_day=LEFT)

    people = {"tomasz", "maya", "jordan", "petra", "dilip", "nora", "rowan", "wren", "sam", "ines"}
    demo = {home.person(handle) for handle in people}
    left = {one["person"]: one for one in told["leavers"]}
    assert set(left) - demo == set(gone.values())
    assert left[gone["109"]]["changes"] == ["end of role worker", "end of placement"]
    assert left[home.person("nora")]["keeps"] == ["auditor"] if home.person("nora") in left else True
    assert [one["changes"] for one in told["changed"]] == [
        ["work_email"],
        ["line manager"],
        ["end of role worker", "end of placement"],
    ]
    assert [one["line"] for one in told["new"]] == [59]
    assert told["unchanged"] == 54


def test_leavers_keep_their_history_and_their_last_day_D6(home: Household) -> None:
    applied(home, CLEAN)
    applied(home, WEEK_LATER, full_snapshot=True, last_day=LEFT)

    leaver = found(home, "109")

    assert [one["ends"] for one in leaver["roles"]] == [LEFT]
    assert [one["ends"] for one in leaver["placements"]] == [LEFT]
    assert shown(home, WEEK_LATER, full_snapshot=True, last_day=LEFT)["leavers"] == []
    assert found(home, "306")["placements"][0]["line_manager"] == found(home, "303")["id"]


def test_without_a_full_snapshot_nobody_leaves_D6(home: Household) -> None:
    applied(home, CLEAN)

    assert shown(home, WEEK_LATER)["leavers"] == []


def test_whoever_comes_back_begins_anew_D6(home: Household) -> None:
    applied(home, lines("", roles="worker", line_manager_employee_number="HL-1006"))
    applied(home, lines("", employee_number="N2"), full_snapshot=True, last_day="2026-03-31")
    again = lines("", roles="worker", line_manager_employee_number="HL-1006", starts="2026-05-01")

    applied(home, again)

    person = found(home, "N1")
    assert [(one["starts"], one.get("ends")) for one in person["placements"]] == [
        ("2026-03-02", "2026-03-31"),
        ("2026-05-01", None),
    ]
    assert [(one["starts"], one.get("ends")) for one in person["roles"]] == [
        ("2026-03-02", "2026-03-31"),
        ("2026-05-01", None),
    ]


def test_officers_and_whoever_has_no_number_are_no_leavers_of_a_roster_D4(home: Household) -> None:
    told = shown(home, lines(""), full_snapshot=True, last_day=LEFT)
    left = {one["person"]: one for one in told["leavers"]}

    assert home.person("nora") not in left  # an auditor's role is ended by a privacy officer
    assert left[home.person("maya")]["changes"] == ["end of role worker", "end of placement"]


def test_what_was_shown_is_what_is_applied_D6(home: Household) -> None:
    file = lines("")
    told = shown(home, file)
    applied(home, lines("", name="Somebody Else"))
    home.rest()
    before = places(home)["agreements"]

    refused(send(home, file, digest=told["digest"]), 409, "shown-differently")
    refused(
        send(home, file, full_snapshot=True, last_day=LEFT, digest=shown(home, file)["digest"]),
        409,
        "shown-differently",
    )

    assert found(home, "N1")["name"] == "Somebody Else"
    assert places(home)["agreements"] == before


def test_a_roster_is_imported_by_who_keeps_the_books_of_its_agencies_D6(home: Household) -> None:
    for handle in ("maya", "petra", "nora", "dilip", "sam"):
        refused(send(home, lines(""), by=handle), 403, "not-allowed")
    problem = refused(send(home, lines(""), by="ines"), 422, "roster-unfit")

    assert problem["fields"] == [{"field": "line 2: agency", "rule": "is one whose people you do not keep"}]


def test_details_a_roster_does_not_tell_stay_and_so_does_a_private_contact_D2(home: Household) -> None:
    body = {
        "agency": str(home.demo.agencies["harbour"]),
        "details": {
            "name": "Before",
            "employee_number": "N1",
            "private_contact": "her own",
            "handle": "newbie",
        },
    }
    assert home.as_("tomasz").post("/people", json=body).status_code == 201

    applied(home, lines("", work_email="n1@harbour.example"))

    told = found(home, "N1")["details"]
    assert told == {
        "name": "Somebody New",
        "employee_number": "N1",
        "private_contact": "her own",
        "handle": "newbie",
        "work_email": "n1@harbour.example",
    }


def test_a_first_sign_in_comes_with_the_roster_and_a_further_one_takes_two_officers_D4(
    home: Household,
) -> None:
    own = {"sign_in_issuer": "urn:alongside:development", "sign_in_subject": "newbie"}
    applied(home, lines("", **own))

    assert home.as_("newbie").get("/people/me").json()["name"] == "Somebody New"
    problem = refused(send(home, lines("", **own | {"sign_in_subject": "other"})), 422, "roster-unfit")
    assert fields_of(problem) == {"line 2: sign_in_subject"}
    problem = refused(send(home, lines("", employee_number="N2", **own)), 422, "roster-unfit")
    assert problem["fields"][0]["rule"] == "This sign-in is linked to somebody already."


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"handle": "maya"}, "handle"),
        ({"work_email": "MAYA@harbour.example"}, "work_email"),
        ({"roles": "worker", "line_manager_employee_number": "HL-1006", "employer": "Nobody's"}, "employer"),
        (
            {
                "employee_number": "HL-1003",
                "roles": "worker",
                "line_manager_employee_number": "HL-1006",
                "starts": "2026-05-01",
            },
            "starts",
        ),
        (
            {
                "employee_number": "HL-1003",
                "roles": "worker",
                "line_manager_employee_number": "HL-1006",
                "employment": "shared",
                "starts": "2020-01-01",
            },
            "employment",
        ),
    ],
    ids=["handle taken", "address taken", "unknown employer", "another placement", "another employment"],
)
def test_what_the_directory_says_otherwise_is_a_fault_of_its_line_D6(
    cells: dict[str, str], column: str, home: Household
) -> None:
    problem = refused(send(home, lines("", **cells)), 422, "roster-unfit")

    assert fields_of(problem) == {f"line 2: {column}"}


def test_a_known_worker_s_line_changes_only_what_differs_D5(home: Household) -> None:
    cells = {"employee_number": "HL-1003", "name": "Maya Winter", "roles": "worker", "starts": "2020-01-01"}

    told = shown(home, lines("", **cells, line_manager_employee_number="HL-1007"))

    assert [(one["person"], one["changes"]) for one in told["changed"]] == [
        (home.person("maya"), ["line manager"])
    ]


def test_comparing_opens_who_is_known_under_one_entry_C5(home: Household) -> None:
    before = len(entries(home, "directory"))

    shown(home, lines("", employee_number="HL-1003"))

    (entry,) = entries(home, "directory")[before:]
    assert (entry["fact"]["targets"], entry["fact"]["action"]) == ([home.person("maya")], "import")
    assert entry["actor"] == home.person("tomasz")


def test_whoever_was_erased_is_not_taken_up_again_by_a_roster_C5(home: Household) -> None:
    home.house.rooms["directory"].keys.destroy(f"pk:{home.person('maya')}")

    problem = refused(send(home, lines("", employee_number="HL-1003")), 422, "roster-unfit")

    assert fields_of(problem) == {"line 2: employee_number"}


def test_nor_is_anybody_placed_under_whoever_was_D6(home: Household) -> None:
    home.house.rooms["directory"].keys.destroy(f"pk:{home.person('maya')}")
    worker = {"roles": "worker", "employment": "employed", "line_manager_employee_number": "HL-1003"}

    problem = refused(send(home, lines("", **worker)), 422, "roster-unfit")

    assert fields_of(problem) == {"line 2: line_manager_employee_number"}


def test_an_import_cut_short_is_finished_by_the_same_file_D6(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.directory.roster import applying
    from shared.store import Store, VersionConflict

    monkeypatch.setattr(applying, "TOGETHER", 10)
    whole, many = Store.append, 0

    def cut(self: Store, thing: Any, *others: Any, **more: Any) -> int:
        nonlocal many
        many += 1
        if many == 4:
            raise VersionConflict
        return whole(self, thing, *others, **more)

    home.settle()
    digest = shown(home, CLEAN)["digest"]
    with monkeypatch.context() as patched:
        patched.setattr(Store, "append", cut)
        *_, last = [json.loads(line) for line in send(home, CLEAN, digest=digest).text.splitlines()]
    assert (last["applied"], last["of"]) == (30, 60)
    assert "Somebody changed" in last["said"]

    *_, last = applied(home, CLEAN)

    assert last == {"done": 30}
    assert shown(home, CLEAN)["unchanged"] == 60
    managers = {UUID(found(home, number)["placements"][0]["line_manager"]) for number in ("105", "505")}
    assert managers == {UUID(found(home, number)["id"]) for number in ("101", "501")}


def test_a_file_is_larger_than_other_bodies_may_be_and_has_its_limit_too(home: Household) -> None:
    blank = "\n" * 300 * 1024  # two bytes each in JSON

    assert send(home, lines(blank)).status_code == 200
    refused(send(home, lines(blank * 7)), 413, "too-large")
    refused(home.as_("tomasz").post("/people/searches", json={"handle": blank}), 413, "too-large")


@pytest.mark.parametrize("catches_up", [True, False])
def test_a_second_import_waits_for_what_the_first_stored_and_then_says_when_to_come_again_D6(
    catches_up: bool, home: Household
) -> None:
    room = home.house.rooms["directory"]
    for follower in room.followers:
        if follower.name == "directory.views":
            follower.stop()
    digest = send(home, CLEAN).json()["digest"]
    assert '"done"' in send(home, CLEAN, digest=digest).text
    soon = threading.Timer(0.5, room.catch_up)
    if catches_up:
        soon.start()

    began = time.monotonic()
    again = send(home, CLEAN)

    if catches_up:
        soon.join()
        assert (again.status_code, again.json()["unchanged"]) == (200, 60)
    else:
        refused(again, 503, "away")
        assert int(again.headers["Retry-After"]) > 0
        assert time.monotonic() - began >= 2
