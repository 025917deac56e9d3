"""Sessions that follow from an agreement's frequency, over HTTP: all of them are set, or none (A6, S2)."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.sessions.api import scheduling
from services.sessions.domain.frequency import id_on
from tests.edge.given import agreed, drafted, fields_of, once, places, refused
from tests.edge.sessions import done
from tests.edge.test_stale_relations import fall_silent
from tests.house import Household
from tests.sessions.held import id_of

TORONTO = ZoneInfo("America/Toronto")
MARCH = {"from": "2026-03-02", "until": "2026-03-31", "at": "10:00"}


def set_all(home: Household, agreement: str, by: str = "sam", **other: Any) -> Any:
    body = {"agreement": str(id_of(agreement)), "following": MARCH} | other
    home.settle()
    return home.as_(by).post("/sessions", json=body)


def listed(home: Household, agreement: str) -> list[str]:
    home.settle()
    found = home.as_("maya").get(f"/sessions?agreement={id_of(agreement)}").json()
    return [f"{datetime.fromisoformat(one['starts']).astimezone(TORONTO):%m-%d %H:%M}" for one in found]


def test_a_month_of_tuesdays_is_set_at_ten_by_the_agencys_clock_A6(home: Household) -> None:
    agreement = agreed(home)

    answer = done(set_all(home, agreement), 201)

    assert listed(home, agreement) == [
        *("03-03 10:00", "03-10 10:00", "03-17 10:00", "03-24 10:00", "03-31 10:00"),
    ]
    found = home.as_("sam").get(answer.headers["Location"])
    assert found.status_code == 200
    assert [one["starts"] for one in found.json()][:2] == ["2026-03-03T15:00:00Z", "2026-03-10T14:00:00Z"]
    assert len(found.json()) == 5
    assert {(one["minutes"], one["status"], one["format"]) for one in found.json()} == {
        (60, "scheduled", "one-to-one")
    }


def test_what_was_set_already_is_left_out_whatever_became_of_it_A6(home: Household) -> None:
    agreement = agreed(home)
    home.settle()
    sam = home.as_("sam")
    beside = {"agreement": str(id_of(agreement)), "starts": "2026-03-17T18:00:00Z"}
    done(sam.post("/sessions", json=beside), 201)
    short = MARCH | {"until": "2026-03-10"}
    there = done(set_all(home, agreement, following=short), 201).headers["Location"]
    home.settle()
    first, second = sam.get(there).json()
    told = {"told_at": "2026-03-02T15:00:00Z"}
    done(sam.post(f"/sessions/{first['id']}/cancellation", json=told), 204)
    moved = {"starts": "2026-03-12T15:00:00Z", "minutes": 60, "modality": "video"}
    done(sam.put(f"/sessions/{second['id']}/schedule", json=moved, headers={"If-Match": '"1"'}), 204)

    done(set_all(home, agreement), 201)

    assert listed(home, agreement) == [
        *("03-03 10:00", "03-12 11:00", "03-17 14:00", "03-24 10:00", "03-31 10:00"),
    ]
    refused(set_all(home, agreement), 409, "nothing-follows")


def test_what_is_sent_twice_is_set_once_A6(home: Household) -> None:
    agreement, key = agreed(home), once()
    home.settle()
    body = {"agreement": str(id_of(agreement)), "following": MARCH}

    first, again = (home.as_("sam").post("/sessions", json=body, headers=key) for _ in range(2))

    assert first.headers["Location"] == again.headers["Location"]
    assert len(listed(home, agreement)) == 5


def test_nobody_reckons_the_id_of_a_session_from_agreement_and_day_C5(home: Household) -> None:
    agreement = agreed(home)
    there = done(set_all(home, agreement), 201).headers["Location"]
    home.settle()
    found = {one["id"] for one in home.as_("sam").get(there).json()}
    reckoned = [str(id_on(id_of(agreement), date(2026, 3, day))) for day in (3, 10, 17, 24, 31)]
    fall_silent(home)

    assert len(found) == 5
    assert found.isdisjoint(reckoned)
    for id in reckoned:
        refused(home.as_("jordan").get(f"/sessions/{id}"), 404, "not-found")


def test_a_day_that_was_set_under_an_id_of_the_former_kind_is_taken_A6(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = agreed(home)
    with monkeypatch.context() as patched:
        patched.setattr(scheduling, "_id_on", lambda _, agreement, day: id_on(agreement, day))
        there = done(set_all(home, agreement, following=MARCH | {"until": "2026-03-03"}), 201)
    home.settle()
    [first] = home.as_("sam").get(there.headers["Location"]).json()
    moved = {"starts": "2026-03-05T15:00:00Z", "minutes": 60, "modality": "video"}
    done(home.as_("sam").put(f"/sessions/{first['id']}/schedule", json=moved, headers={"If-Match": '"1"'}))

    done(set_all(home, agreement), 201)

    assert "03-03 10:00" not in listed(home, agreement)


def test_two_devices_set_each_day_once_A6(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once: when the second looks, nothing of the first is recorded yet."""
    agreement = agreed(home)
    home.settle()
    body = {"agreement": str(id_of(agreement)), "following": MARCH}
    done(home.as_("sam").post("/sessions", json=body), 201)
    before = places(home)
    monkeypatch.setattr(scheduling, "sessions_under", lambda *_: {})

    refused(home.as_("maya").post("/sessions", json=body), 409)

    assert places(home) == before


def test_all_of_them_are_set_or_none_S2(home: Household) -> None:
    """By somebody who covers until the middle of the month."""
    agreement = agreed(home)
    cover = {"person": home.person("petra"), "starts": "2026-03-02", "ends": "2026-03-15"}
    done(home.as_("sam").post(f"{agreement}/covers", json=cover), 201)
    home.settle()
    before = places(home)

    refused(set_all(home, agreement, by="petra"), 409)

    assert places(home)["sessions"] == before["sessions"]
    short = MARCH | {"until": "2026-03-14"}
    there = done(set_all(home, agreement, by="petra", following=short), 201).headers["Location"]
    home.settle()
    found = home.as_("petra").get(there)
    assert {one["supervisor"] for one in found.json()} == {home.person("petra")}


def test_times_that_are_past_are_left_out_A6(home: Household) -> None:
    agreement = agreed(home)
    home.clock.at = datetime(2026, 3, 10, 14, 0, 1, tzinfo=UTC)

    done(set_all(home, agreement), 201)

    assert listed(home, agreement)[0] == "03-17 10:00"


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"until": "2027-04-01"}, "following.until"),
        ({"from": "9999-01-01", "until": "9999-12-31"}, "following.until"),
        ({"at": "10:00:30"}, "following.at"),
        ({"at": "25:00"}, "following.at"),
        ({"at": "10"}, "following.at"),
        ({"from": None}, "following.from"),
    ],
)
def test_what_cannot_be_set_is_told_by_field_and_rule_A6(
    other: dict[str, Any], field: str, shared_home: Household
) -> None:
    agreement = f"/agreements/{shared_home.demo.agreements['maya-sam']}"

    problem = refused(set_all(shared_home, agreement, following=MARCH | other), 422)

    assert field in fields_of(problem)


def test_a_last_day_before_the_first_is_told_as_that_A6(shared_home: Household) -> None:
    agreement = f"/agreements/{shared_home.demo.agreements['maya-sam']}"
    back = MARCH | {"from": "2026-03-31", "until": "2026-03-02"}

    problem = refused(set_all(shared_home, agreement, following=back), 422, "last-before-first")

    assert fields_of(problem) == {"following.until"}


@pytest.mark.parametrize(
    "other", [{"starts": "2026-03-03T15:00:00Z"}, {"held": {"starts": "2026-03-02T14:00:00Z", "minutes": 50}}]
)
def test_it_is_one_time_or_all_that_follow_S2(other: dict[str, Any], shared_home: Household) -> None:
    agreement = f"/agreements/{shared_home.demo.agreements['maya-sam']}"

    problem = refused(set_all(shared_home, agreement, **other), 422)

    assert "following" in fields_of(problem)


def test_without_a_frequency_nothing_follows_A6(home: Household) -> None:
    agreement = drafted(home, frequency=None)

    refused(set_all(home, agreement), 409, "no-frequency")


def test_too_many_at_once_are_refused_A6(home: Household) -> None:
    agreement = drafted(home, frequency="FREQ=DAILY")

    refused(set_all(home, agreement, following=MARCH | {"until": "2026-12-31"}), 409, "too-many-at-once")


def test_to_a_stranger_the_agreement_is_not_known_C5(shared_home: Household) -> None:
    agreement = f"/agreements/{shared_home.demo.agreements['maya-sam']}"

    refused(set_all(shared_home, agreement, by="jordan"), 409, "not-known-yet")
    refused(set_all(shared_home, agreement, by="nora"), 403, "not-allowed")
