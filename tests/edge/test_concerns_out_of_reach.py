"""What is known of whether anything reaches the worker, before their time counts (C2)."""

from typing import Any

import pytest

from services.directory.events import SignInSwitchedOff
from services.sessions.views.switched_off import SwitchedOffView
from shared.feed.pulse import LATER
from shared.signin.development import ISSUER
from tests.edge.concerns import NOW, consulted, escalated, mails, names, responded, told
from tests.edge.given import confirmed, hear_from_agreements, refused
from tests.edge.test_concerns_in_time import heard_again, react, sign_in_off
from tests.edge.test_stale_relations import away, fall_silent
from tests.house import Household


def link_own(home: Household, handle: str = "maya", **other: Any) -> dict[str, Any]:
    """A further sign-in, which the employer does not give and HR does not switch off."""
    own = {"issuer": ISSUER, "subject": f"{handle}-at-home", "of_employer": False} | other
    confirmed(home, home.as_("rowan").post(f"/people/{home.person(handle)}/sign-ins", json=own))
    return own


def go_by(home: Household, **by: float) -> None:
    """Nobody has to sign in for the directory to be heard of."""
    home.clock.move(**by)
    home.clock.at += LATER
    heard_again(home)
    hear_from_agreements(home)
    react(home)


def test_where_the_employers_sign_in_was_switched_off_before_the_notice_no_time_runs_though_they_keep_their_own_C2(
    home: Household,
) -> None:
    link_own(home)
    sign_in_off(home)
    go_by(home, hours=1)
    sent = mails(home)
    path = told(home, how="message", answer_hours=1)
    for _ in range(3):
        go_by(home, hours=73)

    assert set(sent) == {("maya", True)}
    assert names(home, path, "sam") == ["ConcernNoticeGiven", "ClockPaused"]
    given, paused = home.as_("sam").get(f"{path}/history").json()
    assert paused["fact"] == {"at": given["fact"]["given_at"], "why": "sign-in-switched-off"}
    refused(escalated(home, path), 409, "worker-still-has-time")

    assert home.as_("sam").post(f"{path}/private-notice", json={"how": "message"}).status_code == 204
    go_by(home, hours=74)
    assert names(home, path, "sam")[2:] == ["ClockResumed", "AnswerTimePassed"]


def test_once_their_time_stood_still_no_email_of_it_goes_to_an_address_of_the_employers_C2(
    home: Household,
) -> None:
    """Also where the employer has given them a sign-in again since."""
    link_own(home)
    sign_in_off(home)
    go_by(home, hours=1)
    path = told(home)
    go_by(home, hours=1)
    link_own(home, subject="maya-again", of_employer=True)
    home.settle()
    sent = mails(home)
    assert home.as_("sam").post(f"{path}/private-notice", json={"how": "call"}).status_code == 204
    assert responded(home, path, by="maya-again").status_code == 204
    assert home.as_("sam").post(f"{path}/withdrawal", json={}).status_code == 204
    order = {"record_type": "concern", "record": path.rpartition("/")[2], "reason": "never-lawful"}
    assert home.as_("sam").post("/erasures", json=order | {"words": "No."}).status_code == 201
    told(home, **NOW)

    assert names(home, path, "sam") == [
        "ConcernNoticeGiven",
        "ClockPaused",
        "ClockResumed",
        "WorkerDeclined",
        "ConcernWithdrawn",
    ]
    of_it, of_another = [("sam", False), ("maya", True), ("maya", True)], ("maya", False)
    assert sent == [*of_it, of_another]


def test_before_anybody_noted_that_the_time_stands_still_no_step_is_taken_as_if_it_ran_C2(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    link_own(home)
    sign_in_off(home)
    monkeypatch.setattr("services.sessions.reactions.concerns.to_stand_still", lambda *_: [])
    path = told(home, answer_hours=1)
    go_by(home, hours=2)

    refused(escalated(home, path), 409, "worker-still-has-time")
    assert names(home, path, "sam") == ["ConcernNoticeGiven"]


def test_who_never_had_a_sign_in_of_an_employers_is_reached_by_their_own_C2(home: Household) -> None:
    """Who works for themselves, or whom the employer gave another one since."""
    link_own(home)
    other = link_own(home, subject="maya-on-the-road")
    assert (
        home.as_("rowan").post(f"/people/{home.person('maya')}/sign-ins/off", json=other).status_code == 204
    )
    link_own(home, subject="maya-of-now", of_employer=True)
    sign_in_off(home)
    go_by(home, hours=1)
    sent = mails(home)
    path = told(home, answer_hours=1)
    go_by(home, hours=2)

    assert sent == [("maya", False)]
    assert names(home, path, "sam") == ["ConcernNoticeGiven", "AnswerTimePassed"]


def test_one_of_two_sign_ins_of_the_employers_that_was_switched_off_since_stops_the_time_C2(
    home: Household,
) -> None:
    link_own(home, subject="maya-on-the-road", of_employer=True)
    path = told(home)
    sign_in_off(home)
    react(home)

    assert names(home, path, "sam") == ["ConcernNoticeGiven", "ClockPaused"]


@pytest.fixture
def unread(home: Household, monkeypatch: pytest.MonkeyPatch) -> Any:
    """News of a sign-in that this service cannot take in: they wait, and the directory is heard of all the same."""
    link_own(home)
    take = SwitchedOffView.take

    def poisoned(self: SwitchedOffView, rows: Any, recorded: Any, t: Any) -> None:
        if isinstance(recorded.fact, SignInSwitchedOff) and str(recorded.stream_id) == home.person("maya"):
            raise ValueError
        take(self, rows, recorded, t)

    monkeypatch.setattr(SwitchedOffView, "take", poisoned)


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.usefixtures("unread")
def test_no_time_counts_while_news_of_the_worker_wait_unread_C2(answered: bool, home: Household) -> None:
    path = told(home, answer_hours=1)
    if answered:
        responded(home, path)
        assert escalated(home, path, how="message").status_code == 204
    before = names(home, path, "sam")
    sign_in_off(home)
    react(home)
    go_by(home, hours=73)

    away((consulted if answered else escalated)(home, path))
    assert names(home, path, "sam") == before


@pytest.mark.usefixtures("unread")
def test_news_of_one_worker_that_wait_unread_hold_up_nobody_elses_time_C2(home: Household) -> None:
    mayas, jordans = told(home, answer_hours=1), told(home, "petra", "jordan-petra")
    sign_in_off(home)
    go_by(home, hours=49)

    assert names(home, mayas, "sam") == ["ConcernNoticeGiven"]
    assert names(home, jordans, "petra") == ["ConcernNoticeGiven", "AnswerTimePassed"]


def test_what_was_on_its_way_into_the_log_when_the_directory_was_heard_of_counts_too_C2(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time is taken before it is sealed and committed; what is heard in between does not vouch for it."""
    path, answers = told(home, answer_hours=1), list[Any]()
    fall_silent(home, minutes=59.8)
    store = home.house.rooms["directory"].store
    append = store.append

    def slower(*things: Any, **other: Any) -> int:
        began = store.now()
        if not answers:
            home.clock.move(seconds=30)
            heard_again(home)
            answers.append(escalated(home, path))
        return append(*things, **(other | {"at": began}))

    monkeypatch.setattr(store, "append", slower)
    sign_in_off(home)
    away(*answers)
    go_by(home, minutes=1)

    assert names(home, path, "sam") == ["ConcernNoticeGiven", "ClockPaused"]
    refused(escalated(home, path), 409, "worker-still-has-time")


def test_a_directory_whose_clock_is_ahead_vouches_for_no_time_to_come_C2(home: Household) -> None:
    path = told(home, answer_hours=1)
    fall_silent(home, minutes=0)
    home.clock.set_wrong(days=1)
    heard_again(home)
    home.clock.set_wrong(days=-1)
    sign_in_off(home)
    home.clock.move(hours=2)

    away(escalated(home, path))
    home.house.rooms["sessions"].react()
    assert names(home, path, "sam") == ["ConcernNoticeGiven"]
    heard_again(home)
    react(home)
    assert names(home, path, "sam") == ["ConcernNoticeGiven", "ClockPaused"]
