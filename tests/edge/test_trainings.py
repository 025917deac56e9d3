"""Trainings over HTTP: recorded, shown with what is due, withdrawn; and supervision outside the house (D7, K6)."""

from datetime import timedelta
from typing import Any, Final

import pytest

from services.house.demo.filling import SINCE
from tests.edge.given import NOBODY, fields_of, hear_of_the_directory, once, places, refused
from tests.edge.test_accounting import entries
from tests.edge.test_policy_sets import RULES, pick, published
from tests.house import START, Household

TODAY: Final = START.date()
KEEPERS: Final = ("petra", "tomasz", "rowan", "wren")
"""Petra herself, HR and the privacy officers of her home."""
STRANGERS: Final = ("maya", "jordan", "sam", "ines", "nora")


def path(home: Household, who: str = "petra", what: str = "trainings") -> str:
    return f"/people/{home.person(who)}/{what}"


def record(home: Household, by: str = "petra", who: str = "petra", **other: Any) -> Any:
    body = {"topic": "K6-01", "taken_on": "2026-02-02", "provider": "The college"} | other
    return home.as_(by).post(path(home, who), json=body)


def recorded(home: Household, by: str = "petra", who: str = "petra", **other: Any) -> str:
    answer = record(home, by, who, **other)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def trainings(home: Household, by: str = "petra", who: str = "petra") -> dict[str, Any]:
    answer = home.as_(by).get(path(home, who))
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_topics_are_there_for_everybody_by_side_K6(shared_home: Household) -> None:
    told = shared_home.as_("jordan").get("/trainings/topics")
    of_all = shared_home.as_("jordan").get("/trainings/topics?side=all").json()

    assert [one["code"] for one in told.json()] == [f"K6-{number:02}" for number in range(1, 71)]
    assert [one["code"] for one in of_all] == [f"K6-{number}" for number in range(37, 42)]
    assert told.headers["ETag"]
    refused(shared_home.client(None).get("/trainings/topics"), 401)


@pytest.mark.parametrize("by", KEEPERS)
def test_oneself_hr_and_officers_at_home_record_a_training_and_read_it_where_it_lies_D7(
    by: str, shared_home: Household
) -> None:
    place = recorded(shared_home, by, topic="K6-02")

    told = shared_home.as_(by).get(place).json()
    assert (told["topic"], told["taken_on"], told["provider"]) == ("K6-02", "2026-02-02", "The college")
    assert told["recorded_by"] == shared_home.person(by)
    assert place.rpartition("/")[2] in [one["id"] for one in trainings(shared_home, by)["taken"]]


@pytest.mark.parametrize("by", STRANGERS)
def test_nobody_else_knows_or_records_it_D7(by: str, shared_home: Household) -> None:
    place, before = recorded(shared_home), places(shared_home)["directory"]

    for answer in (
        record(shared_home, by),
        shared_home.as_(by).get(path(shared_home)),
        shared_home.as_(by).get(place),
        shared_home.as_(by).post(f"{place}/withdrawal"),
    ):
        refused(answer, 404, "not-found")
    assert places(shared_home)["directory"] == before


def test_a_coordinator_where_somebody_works_sees_what_was_taken_and_not_with_whom_D7(
    shared_home: Household,
) -> None:
    place, before = recorded(shared_home), len(entries(shared_home, "directory"))

    told = trainings(shared_home, "dilip")["taken"]

    assert "K6-01" in [one["topic"] for one in told]
    assert not [one for one in told if "provider" in one]
    assert "provider" not in shared_home.as_("dilip").get(place).json()
    assert len(entries(shared_home, "directory")) == before, "nothing was opened"
    refused(record(shared_home, "dilip"), 403, "not-allowed")
    refused(shared_home.as_("dilip").post(f"{place}/withdrawal"), 403, "not-allowed")
    refused(shared_home.as_("dilip").get(path(shared_home, "sam")), 404, "not-found")


def test_with_whom_it_was_is_opened_once_a_request_and_accounted_for_D7(home: Household) -> None:
    for topic in ("K6-01", "K6-02"):
        recorded(home, topic=topic)
    recorded(home, topic="K6-03", provider=None)
    before = len(entries(home, "directory"))

    told = trainings(home, "tomasz")["taken"]

    assert [one.get("provider") for one in told] == ["The college", "The college", None]
    (entry,) = entries(home, "directory")[before:]
    assert entry["actor"] == home.person("tomasz")
    assert entry["fact"]["targets"] == [home.person("petra")]
    assert (entry["fact"]["fields"], entry["fact"]["rules"]) == (["provider"], ["TR3"])
    assert b"The college" not in b"".join(home.stored("directory", home.person("petra")))


def test_of_somebody_erased_the_topics_stay_and_with_whom_does_not_C5(home: Household) -> None:
    recorded(home)
    home.house.rooms["directory"].keys.destroy(f"pk:{home.person('petra')}")

    (told,) = trainings(home, "tomasz")["taken"]

    assert (told["topic"], "provider" in told) == ("K6-01", False)


@pytest.mark.parametrize(
    ("other", "kind", "field"),
    [
        ({"topic": f"K{6}-71"}, "unknown-topic", "topic"),
        ({"topic": "K3-01"}, "unknown-topic", "topic"),
        ({"taken_on": "2026-03-03"}, "out-of-time", "taken_on"),
        ({"taken_on": "1899-12-31"}, "out-of-time", "taken_on"),
        ({"provider": "x" * 301}, "invalid", "provider"),
        ({"provider": " "}, "invalid", "provider"),
    ],
)
def test_a_training_that_cannot_be_meant_is_told_by_its_field_D7(
    other: dict[str, str], kind: str, field: str, shared_home: Household
) -> None:
    before = places(shared_home)

    assert fields_of(refused(record(shared_home, **other), 422, kind)) == {field}
    assert places(shared_home) == before


def test_what_was_entered_wrongly_is_withdrawn_and_stays_readable_where_it_lay_D7(home: Household) -> None:
    place = recorded(home, "tomasz")

    assert home.as_("petra").post(f"{place}/withdrawal").status_code == 204

    assert trainings(home)["taken"] == []
    assert home.as_("tomasz").get(place).json()["withdrawn_by"] == home.person("petra")
    refused(home.as_("petra").post(f"{place}/withdrawal"), 409, "training-is-withdrawn")
    for address in (f"{path(home)}/{NOBODY}", f"{path(home, 'jordan')}/{place.rpartition('/')[2]}"):
        refused(home.as_("tomasz").get(address), 404, "not-found")
        refused(home.as_("tomasz").post(f"{address}/withdrawal"), 404, "not-found")


def test_a_training_sent_twice_is_recorded_once_D7(shared_home: Household) -> None:
    body, key = {"topic": "K6-07", "taken_on": "2026-02-02"}, once()
    first, again = (
        shared_home.as_("petra").post(path(shared_home), json=body, headers=key) for _ in range(2)
    )

    assert first.headers["Location"] == again.headers["Location"]
    assert [one["topic"] for one in trainings(shared_home)["taken"]].count("K6-07") == 1


def test_what_a_policy_set_asks_for_is_due_from_the_first_day_of_role_and_placement_D7(
    home: Household,
) -> None:
    began = {"petra": TODAY + timedelta(days=SINCE - 2), "maya": TODAY + timedelta(days=SINCE)}
    asked = {
        "supervisor": {"training": [{"topic": "K6-01", "within_days": 1 - SINCE}, {"topic": "K6-02"}]},
        "worker": {"training": [{"topic": "K6-42", "within_days": -SINCE}]},
    }
    assert trainings(home)["due"] == [], "no policy set has been picked"
    chosen = published(home, rules=RULES | {"requirements": asked, "advised": ["worker.training"]})
    assert pick(home, chosen).status_code == 204
    home.settle()
    recorded(home, topic="K6-02")

    due = {one["topic"]: one for one in trainings(home)["due"]}
    assert set(due) == {"K6-01", "K6-02"}
    assert due["K6-01"] == {
        "agency": str(home.demo.agencies["harbour"]),
        "as": "supervisor",
        "topic": "K6-01",
        "due_on": str(began["petra"] + timedelta(days=1 - SINCE)),
        "advised": False,
        "status": "overdue",
    }
    assert (due["K6-02"]["status"], due["K6-02"]["taken_on"]) == ("taken", "2026-02-02")
    (mayas,) = trainings(home, "maya", "maya")["due"]
    assert (mayas["as"], mayas["topic"], mayas["advised"]) == ("worker", "K6-42", True)
    assert (mayas["due_on"], mayas["status"]) == (str(TODAY), "open")

    home.clock.move(days=1)
    hear_of_the_directory(home)
    (mayas,) = trainings(home, "maya", "maya")["due"]
    assert mayas["status"] == "overdue"


def test_a_coordinator_is_told_what_is_due_where_they_coordinate_and_nowhere_else_D7(home: Household) -> None:
    chosen = published(
        home, rules=RULES | {"requirements": {"supervisor": {"training": [{"topic": "K6-01"}]}}}
    )
    assert pick(home, chosen).status_code == 204
    assert pick(home, chosen, by="ines", at="lantern").status_code == 204
    harbour, lantern = (str(home.demo.agencies[key]) for key in ("harbour", "lantern"))
    given = {"agency": harbour, "role": "agency_supervisor", "starts": str(TODAY)}
    assert home.as_("rowan").post(path(home, "sam", "roles"), json=given).status_code == 201
    hear_of_the_directory(home)

    def where(by: str) -> set[str]:
        return {one["agency"] for one in trainings(home, by, "sam")["due"]}

    assert where("sam") == where("ines") == where("rowan") == {harbour, lantern}
    assert where("dilip") == {harbour}


def outside(home: Household, by: str = "petra", **other: Any) -> Any:
    body = {"with_whom": "Somebody outside", "starts": "2026-01-05", "frequency": "FREQ=MONTHLY;BYDAY=1MO"}
    return home.as_(by).post(path(home, what="outside-supervisions"), json=body | other)


@pytest.mark.parametrize("by", ["petra", "tomasz"])
def test_oneself_and_hr_at_home_record_supervision_outside_and_say_when_it_ended_D7(
    by: str, home: Household
) -> None:
    made = outside(home, by)
    assert made.status_code == 201, made.text
    place = made.headers["Location"]
    before = len(entries(home, "directory"))

    told = home.as_(by).get(place).json()
    assert (told["with_whom"], told["frequency"]) == ("Somebody outside", "FREQ=MONTHLY;BYDAY=1MO")
    assert home.as_("rowan").get(path(home, what="outside-supervisions")).json() == [told]
    assert [one["fact"]["rules"] for one in entries(home, "directory")[before:]] == [["OS1"], ["OS1"]]

    ending = {"last_day": "2026-02-28"}
    refused(home.as_("rowan").post(f"{place}/ending", json=ending), 403, "not-allowed")
    assert home.as_(by).post(f"{place}/ending", json=ending).status_code == 204
    assert home.as_(by).get(place).json()["ends"] == "2026-02-28"
    refused(home.as_(by).post(f"{place}/ending", json=ending), 409, "outside-supervision-is-over")


@pytest.mark.parametrize("by", [*STRANGERS, "dilip"])
def test_supervision_outside_is_nobody_else_s_to_see_or_record_D7(by: str, shared_home: Household) -> None:
    place = outside(shared_home).headers["Location"]

    refused(outside(shared_home, by), 404, "not-found")
    refused(shared_home.as_(by).get(path(shared_home, what="outside-supervisions")), 404, "not-found")
    refused(shared_home.as_(by).get(place), 404, "not-found")
    refused(shared_home.as_(by).post(f"{place}/ending", json={"last_day": "2026-03-01"}), 404, "not-found")


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"ends": "2026-01-04"}, "ends"),
        ({"starts": "1899-12-31"}, "starts"),
        ({"frequency": "every month"}, "frequency"),
        ({"frequency": "FREQ=MONTHLY;" * 30}, "frequency"),
        ({"with_whom": "x" * 301}, "with_whom"),
    ],
)
def test_supervision_outside_that_cannot_be_meant_is_told_by_its_field_D7(
    other: dict[str, str], field: str, shared_home: Household
) -> None:
    assert fields_of(refused(outside(shared_home, **other), 422)) == {field}


def test_supervision_outside_that_was_never_recorded_is_not_found_D7(shared_home: Household) -> None:
    nothing = f"{path(shared_home, what='outside-supervisions')}/{NOBODY}"

    refused(shared_home.as_("petra").get(nothing), 404, "not-found")
    refused(
        shared_home.as_("petra").post(f"{nothing}/ending", json={"last_day": "2026-03-01"}), 404, "not-found"
    )
