"""What is held and when, against the days of the agreement as this service hears of them (S2, A1, A3)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.edge.given import agreed, drafted, fields_of, hear_of_the_directory, refused, sign
from tests.edge.sessions import HOUR, done, told
from tests.house import START, Household
from tests.sessions.held import id_of

DAY = timedelta(days=1)


def contact(home: Household, agreement: str, at: datetime) -> Any:
    body = {"agreement": str(id_of(agreement)), "held": {"starts": told(at), "minutes": 50}}
    home.settle()
    return home.as_("maya").post("/sessions", json=body)


def to_come(home: Household, agreement: str, at: datetime) -> Any:
    home.settle()
    body = {"agreement": str(id_of(agreement)), "starts": told(at)}
    return home.as_("maya").post("/sessions", json=body)


def test_no_session_is_set_moved_or_held_after_the_last_day_S2(home: Household) -> None:
    agreement = agreed(home, ends="2026-03-04", review_dates=["2026-03-03"])
    last, after = START + 2 * DAY, START + 3 * DAY
    path = done(to_come(home, agreement, last), 201).headers["Location"]

    problem = refused(to_come(home, agreement, after), 422, "outside-the-agreement")
    assert fields_of(problem) == {"starts"}
    moved = {"starts": told(after), "minutes": 50, "modality": "video"}
    refused(home.as_("sam").put(f"{path}/schedule", json=moved, headers={"If-Match": '"1"'}), 422)
    home.clock.move(days=4)
    hear_of_the_directory(home)
    held = {"minutes": 50, "extent": "full"}
    refused(home.as_("sam").post(f"{path}/holding", json=held | {"starts": told(after)}), 422)
    done(home.as_("sam").post(f"{path}/holding", json=held))


def test_what_was_set_for_later_is_not_held_once_the_agreement_was_ended_S2(home: Household) -> None:
    agreement = agreed(home)
    path = done(to_come(home, agreement, START + DAY), 201).headers["Location"]
    done(home.as_("maya").post(f"{agreement}/ending", json={"why": "completed"}))
    home.clock.move(days=2)
    hear_of_the_directory(home)

    held = {"minutes": 50, "extent": "full"}
    problem = refused(home.as_("sam").post(f"{path}/holding", json=held), 422, "outside-the-agreement")

    assert fields_of(problem) == {"starts"}
    missed = home.as_("maya").post(f"{path}/absence", json={"who": home.person("sam")})
    assert fields_of(refused(missed, 422, "outside-the-agreement")) == {"who"}
    done(home.as_("sam").post(f"{path}/holding", json=held | {"starts": told(START)}))
    wrong = {"became": "missed", "who": home.person("sam")}
    correction = home.as_("maya").post(f"{path}/holding/corrections", json=wrong)
    assert fields_of(refused(correction, 422, "outside-the-agreement")) == {"who"}


def test_what_was_set_for_later_is_called_off_once_the_agreement_was_ended_and_not_prepared_S2(
    home: Household,
) -> None:
    agreement = agreed(home)
    path = done(to_come(home, agreement, START + DAY), 201).headers["Location"]
    done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": "x"}), 201)
    done(home.as_("maya").post(f"{agreement}/ending", json={"why": "completed"}))
    home.settle()

    item = home.as_("maya").post(f"{path}/agenda-items", json={"heading": "x"})
    refused(item, 409, "agreement-is-over-already")
    done(home.as_("maya").post(f"{path}/cancellation", json={"told_at": told(home.clock())}))


def test_contact_of_before_the_agreement_was_ended_is_recorded_after_it_S2(home: Household) -> None:
    agreement = agreed(home)
    home.clock.move(hours=4)
    met = home.clock()
    home.clock.move(hours=3)
    done(home.as_("maya").post(f"{agreement}/ending", json={"why": "completed"}))
    ended = home.clock()
    home.clock.move(hours=1)

    path = done(contact(home, agreement, met), 201).headers["Location"]

    assert home.as_("sam").get(path).json()["status"] == "held"
    late = refused(contact(home, agreement, ended + HOUR / 2), 422, "outside-the-agreement")
    assert fields_of(late) == {"held.starts"}


def test_sessions_in_which_it_was_negotiated_count_and_earlier_ones_do_not_A1(home: Household) -> None:
    agreement = drafted(home, starts="2026-03-20", review_dates=["2026-04-20"])
    done(contact(home, agreement, START - DAY), 201)
    for handle in ("maya", "sam"):
        assert sign(home, agreement, handle).status_code == 204

    problem = refused(contact(home, agreement, START - 2 * DAY), 422, "outside-the-agreement")

    assert fields_of(problem) == {"held.starts"}
    done(contact(home, agreement, datetime(2026, 3, 2, 15, tzinfo=UTC)), 201)
