"""Everybody against every address of a session: those who met all of it, overseers that it takes place, others nothing (C1, C5)."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, hear_of_the_directory, refused
from tests.edge.sessions import contact, done, name, outline, to_come
from tests.house import Filled, Household

EVERYBODY: Final = ("maya", "jordan", "sam", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
MET: Final = {"maya", "sam"}
OVERSEERS: Final = {"petra", "tomasz", "rowan", "wren", "dilip", "nora"}
"""The line manager of Maya's placement; HR, privacy officers, coordinator and auditor of Harbour."""
ALLOWED: Final = {
    *("id", "agreement", "worker", "supervisor", "third", "agency", "placement", "format", "modality"),
    *("starts", "minutes", "status", "extent", "cancelled_by", "told_at", "missed_by", "attendance"),
}
"""What a line manager reads of a session, field by field; written down here a second time (C5)."""
HELD: Final = ALLOWED - {"third", "extent", "cancelled_by", "told_at", "missed_by"}
TOLD: Final = {
    "sessions.SessionScheduled": {"agreement", "worker", "supervisor", "agency", "placement"}
    | {"format", "modality", "starts", "minutes"},
    "sessions.ContactHeld": {
        *("agreement", "worker", "supervisor", "agency", "placement", "modality", "starts", "minutes")
    },
    "sessions.SessionRescheduled": {"starts", "minutes", "modality"},
    "sessions.SessionHeld": {"starts", "minutes", "extent", "modality"},
    "sessions.AttendanceSigned": {"by"},
}
OPENED: Final = ("agenda", "record", "words", "agenda-items/1")


@pytest.fixture(scope="module")
def told(first_house: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Household, str]]:
    """A session with everything that can be written of one."""
    with first_house.copied(tmp_path_factory.mktemp("sessions") / "house") as home:
        path = to_come(home)
        done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": "The rota"}), 201)
        moved = {"starts": "2026-03-02T16:30:00Z", "minutes": 50, "modality": "video"}
        done(home.as_("sam").put(f"{path}/schedule", json=moved, headers={"If-Match": '"2"'}))
        home.clock.move(hours=2)
        done(home.as_("sam").post(f"{path}/holding", json={"minutes": 45, "extent": "partial"}))
        done(home.as_("sam").post(f"{path}/record", json=outline(home)), 201)
        done(home.as_("maya").post(f"{path}/addenda", json=name(words="And we laughed.")))
        done(home.as_("maya").post(f"{path}/signatures", json=name(of="attendance")))
        hear_of_the_directory(home)
        yield home, path


@pytest.mark.parametrize("handle", EVERYBODY)
def test_how_one_stands_to_a_session_decides_what_one_may_C5(
    handle: str, told: tuple[Household, str]
) -> None:
    home, path = told
    for what in ("", "/history", "/accesses", *(f"/{one}" for one in OPENED)):
        answer = home.as_(handle).get(f"{path}{what}")
        oversees = 200 if what in ("", "/history") else 403
        expected = 200 if handle in MET else oversees if handle in OVERSEERS else 404
        assert answer.status_code == expected, what
        if expected == 404:
            nothing = home.as_(handle).get(f"/sessions/{NOBODY}{what}")
            assert (answer.content, sorted(answer.headers)) == (nothing.content, sorted(nothing.headers))


@pytest.mark.parametrize("handle", EVERYBODY)
def test_nobody_but_those_who_meet_changes_anything_S2(handle: str, told: tuple[Household, str]) -> None:
    home, path = told
    changes: dict[str, Any] = {
        "holding": {"minutes": 5, "extent": "full"},
        "cancellation": {"told_at": "2026-03-02T15:00:00Z"},
        "absence": {"who": home.person("maya")},
        "co-supervision": None,
        "taking-over": None,
        "holding/corrections": {"became": "missed", "who": home.person("sam")},
        "agenda-items": {"heading": "x"},
        "record": outline(home),
        "signatures": name(of="record", digest="0" * 64),
        "corrections": outline(home, digest="0" * 64, present=[home.person("petra")], actions=[]),
        "actions/9/completion": {"closing": "done"},
        "shown": {"to": home.person("nora")},
    }
    for what, body in changes.items():
        answer = home.as_(handle).post(f"{path}/{what}", json=body)
        others = {"shown": {"sam"}, "co-supervision": {"sam"}, "taking-over": MET}.get(what, set())
        expected = (
            {403} if handle in OVERSEERS or handle in others else {409, 422, 404} if handle in MET else {404}
        )
        assert answer.status_code in expected, (what, answer.text)


def test_a_line_manager_reads_a_literal_list_of_fields_and_no_other_C5(
    told: tuple[Household, str],
) -> None:
    home, path = told
    listed = home.as_("petra").get("/sessions").json()
    one = next(one for one in listed if one["id"] == path.rpartition("/")[2])

    assert set(home.as_("petra").get(path).json()) == HELD | {"extent"} == set(one)
    assert one["attendance"] == [home.person("maya")]
    assert set(home.as_("maya").get(path).json()) - ALLOWED == {
        *("shown", "agenda_items", "written", "additions", "version")
    }
    for answer in (home.as_("petra").get(path), home.as_("petra").get(f"{path}/history")):
        assert "ETag" not in answer.headers


def test_no_overseer_can_tell_from_a_history_that_anything_was_written_C5(
    told: tuple[Household, str],
) -> None:
    home, path = told
    past = home.as_("petra").get(f"{path}/history").json()

    assert [(one["version"], one["name"]) for one in past] == [
        (1, "sessions.SessionScheduled"),
        (2, "sessions.SessionRescheduled"),
        (3, "sessions.SessionHeld"),
        (4, "sessions.AttendanceSigned"),
    ]
    assert all(set(one["fact"]) == TOLD[one["name"]] for one in past)
    assert [one["by"] is None for one in past] == [True, True, True, False]
    assert len(home.as_("maya").get(f"{path}/history").json()) == 7


def test_a_version_counts_for_an_overseer_what_they_see_C5(told: tuple[Household, str]) -> None:
    home, path = told

    def at(version: int) -> tuple[str, int]:
        seen = home.as_("petra").get(path, params={"as_of": version}).json()
        return seen["status"], seen["minutes"]

    assert [at(version) for version in (1, 2, 3, 4, 99)] == [
        ("scheduled", 60),
        ("scheduled", 50),
        *[("held", 45)] * 3,
    ]
    assert home.as_("maya").get(path, params={"as_of": 2}).json()["agenda_items"] == 1
    refused(home.as_("petra").get(path, params={"as_of": 0}), 404)


def test_two_sessions_that_differ_in_what_was_written_look_alike_to_overseers_C5(home: Household) -> None:
    plain, written = to_come(home), to_come(home)
    home.clock.move(hours=2)
    for path in (plain, written):
        done(home.as_("maya").post(f"{path}/holding", json={"minutes": 50, "extent": "full"}))
    done(home.as_("sam").post(f"{written}/record", json=outline(home)), 201)
    read = home.as_("maya").get(f"{written}/record").json()
    done(home.as_("maya").post(f"{written}/signatures", json=name(of="record", digest=read["digest"])))
    hear_of_the_directory(home)
    one, other = (path.rpartition("/")[2] for path in (plain, written))

    for handle in sorted(OVERSEERS):
        for what in ("", "/history"):
            answers = [home.as_(handle).get(f"{path}{what}") for path in (plain, written)]
            told = [(answer.text.replace(other, one), sorted(answer.headers)) for answer in answers]
            assert told[0] == told[1]
        rows = {row["id"]: row for row in home.as_(handle).get("/sessions").json()}
        assert rows[one] | {"id": other} == rows[other]


@pytest.mark.parametrize("handle", EVERYBODY)
def test_a_list_shows_what_its_reader_may_see_and_nothing_else_C5(
    handle: str, told: tuple[Household, str]
) -> None:
    home, path = told
    listed = home.as_(handle).get("/sessions").json()

    assert [one["id"] for one in listed] == ([path.rpartition("/")[2]] if handle in MET | OVERSEERS else [])
    for one in listed:
        assert set(one) <= ALLOWED


def test_a_former_line_manager_sees_nothing_any_more_D5(home: Household) -> None:
    path = contact(home)
    home.settle()
    assert home.as_("petra").get(path).status_code == 200
    new, placement = {"line_manager": home.person("jordan")}, home.demo.placements["maya"]
    done(home.as_("tomasz").post(f"/placements/{placement}/line-managers", json=new))
    home.settle()

    refused(home.as_("petra").get(path), 404)
    assert home.as_("petra").get("/sessions").json() == []
    assert [one["id"] for one in home.as_("jordan").get("/sessions").json()] == [path.rpartition("/")[2]]


def test_what_is_not_known_of_the_directory_shows_nothing_to_overseers_and_all_to_those_who_meet_C5(
    home: Household,
) -> None:
    path = contact(home)
    home.settle()
    home.clock.move(minutes=5)

    for handle in ("nora", "jordan"):
        assert home.as_(handle).get(path).status_code == 503
    assert home.as_("nora").get("/sessions").status_code == 503
    for handle in sorted(MET):
        done(home.as_(handle).get(path), 200)
        done(home.as_(handle).get(f"{path}/words"), 200)
    done(home.as_("sam").post(f"{path}/record", json=outline(home)), 201)


def test_the_answers_come_in_their_order_S2(told: tuple[Household, str]) -> None:
    home, path = told
    moved = {"starts": "2026-03-20T10:00:00Z", "minutes": 45, "modality": "video"}

    refused(home.client(None).get(path), 401)
    refused(home.as_("jordan").post(f"/sessions/{NOBODY}/holding", json={"minutes": "x"}), 422)
    refused(home.as_("nora").post(f"/sessions/{NOBODY}/holding", json={"minutes": 5, "extent": "full"}), 404)
    refused(home.as_("jordan").put(f"{path}/schedule", json=moved), 404)
    refused(home.as_("nora").put(f"{path}/schedule", json=moved), 403)
    refused(home.as_("maya").put(f"{path}/schedule", json=moved), 428)
    refused(home.as_("maya").put(f"{path}/schedule", json=moved, headers={"If-Match": '"1"'}), 412)
    refused(home.as_("maya").put(f"{path}/schedule", json=moved, headers={"If-Match": '"7"'}), 409)
