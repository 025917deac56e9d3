"""What time and the directory do to a concern: that time has passed is noted, or it stands still; nobody is ever consulted by it (C2)."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from services.agreements.domain.agreement import Agreement
from services.sessions.notices import latest, text_of
from shared.feed.pulse import LATER
from shared.identity import TIME
from shared.signin.development import ISSUER
from shared.store import VersionConflict
from shared.tables import Away
from tests.edge.concerns import (
    NOW,
    OTHERS,
    SAFE,
    WORDS,
    body,
    consulted,
    digest,
    disclosed,
    escalated,
    mails,
    names,
    responded,
    told,
)
from tests.edge.given import (
    NOBODY,
    confirmed,
    fields_of,
    hear_from_agreements,
    hear_of_the_directory,
    heard_of_the_directory_at,
    once,
    refused,
)
from tests.edge.given_groups import group
from tests.edge.test_placements import end_placement
from tests.edge.test_policy_sets import RULES, pick, published
from tests.edge.test_stale_relations import away, fall_silent
from tests.house import START, Household, wait_for


def react(home: Household) -> None:
    home.settle()
    home.house.rooms["sessions"].react()
    home.settle()


def go_by(home: Household, **by: float) -> None:
    """And as much more as it takes until all that was recorded by then is known."""
    home.clock.move(**by)
    home.clock.at += LATER
    hear_of_the_directory(home)
    react(home)


def test_that_time_has_passed_is_noted_once_by_nobody_and_does_nothing_else_C2(home: Household) -> None:
    path = told(home)
    go_by(home, hours=47.9)
    assert names(home, path) == ["ConcernNoticeGiven"]
    go_by(home, hours=0.1)
    for _ in range(3):
        react(home)

    assert names(home, path) == ["ConcernNoticeGiven", "AnswerTimePassed"]
    last = home.as_("maya").get(f"{path}/history").json()[-1]
    assert (last["by"], last["fact"]) == (TIME, {"answer_by": "2026-03-04T15:00:00Z"})
    refused(home.as_("petra").get(f"{path}/disclosure"), 404, "not-found")
    assert escalated(home, path).status_code == 204


def test_whoever_tells_at_once_when_it_has_passed_is_not_whose_doing_that_is_C2(home: Household) -> None:
    path = told(home, **NOW)
    assert escalated(home, path).status_code == 204

    _, passed, noticed = home.as_("maya").get(f"{path}/history").json()
    assert (passed["name"], passed["by"]) == ("sessions.AnswerTimePassed", TIME)
    assert (noticed["name"], noticed["by"]) == ("sessions.EscalationNoticeGiven", home.person("sam"))
    envelopes = [json.loads(one) for one in home.stored("sessions", path.rpartition("/")[2])]
    (passed,) = (one for one in envelopes if one["name"] == "sessions.AnswerTimePassed")
    assert (passed["client"], passed["on_behalf_of"]) == (None, None)


def test_a_year_of_clock_alone_yields_no_consultation_C2(home: Household) -> None:
    spoken, written = told(home), told(home, how="message", grounds=[SAFE])
    pressing = told(home, **NOW)
    declined = told(home)
    responded(home, declined)
    noticed = told(home)
    responded(home, noticed)
    escalated(home, noticed)
    for _ in range(12):
        go_by(home, days=31)

    facts = {path: names(home, path) for path in (spoken, written, pressing, declined, noticed)}
    assert facts[spoken] == facts[written] == facts[pressing] == ["ConcernNoticeGiven", "AnswerTimePassed"]
    assert facts[declined][1:] == ["WorkerDeclined"]
    assert facts[noticed][1:] == ["WorkerDeclined", "EscalationNoticeGiven"]
    for path in facts:
        refused(home.as_("petra").get(f"{path}/disclosure"), 404, "not-found")


def test_a_message_starts_the_time_when_it_is_seen_or_counts_as_seen_C2(home: Household) -> None:
    seen, unseen = told(home, how="message"), told(home, how="message")
    assert home.as_("maya").get(unseen).json()["clock"]["answer_by"] == "2026-03-07T15:00:00Z"
    home.clock.move(hours=10)
    assert home.as_("maya").post(f"{seen}/seen").status_code == 204
    assert home.as_("maya").post(f"{seen}/seen").status_code == 204
    assert home.as_("maya").get(seen).json()["clock"]["answer_by"] == "2026-03-05T01:00:00Z"
    go_by(home, hours=48)

    assert names(home, seen) == ["ConcernNoticeGiven", "NoticeSeen", "AnswerTimePassed"]
    assert names(home, unseen) == ["ConcernNoticeGiven"]


def test_who_answers_a_message_has_seen_it_and_whom_it_reached_it_has_reached_C2(home: Household) -> None:
    path = told(home, how="message")
    home.clock.move(hours=10)
    hear_of_the_directory(home)
    assert responded(home, path, "line-manager").status_code == 204
    clock = home.as_("sam").get(path).json()["clock"]
    assert (clock["seen_at"], clock["answer_by"]) == ("2026-03-03T01:00:00Z", "2026-03-05T01:00:00Z")
    assert names(home, path) == ["ConcernNoticeGiven", "NoticeSeen", "TakenToLineManager"]


def test_where_the_clocks_disagree_time_driven_steps_wait_and_say_so_C2(home: Household) -> None:
    path = told(home)
    home.clock.set_wrong(days=30)
    hear_of_the_directory(home)
    hear_from_agreements(home)
    react(home)

    answer = escalated(home, path)
    refused(answer, 409, "clocks-disagree")
    assert answer.headers["Retry-After"] == "60"
    assert names(home, path) == ["ConcernNoticeGiven"]
    assert home.as_("maya").get(path).json()["clock"]["waits_for_clocks"]
    refused(home.as_("sam").post("/concerns", json=body(home)), 409, "clocks-disagree")
    assert told(home, **NOW), "where there is nothing to wait for, nothing waits"
    assert responded(home, path).status_code == 204, "an answer needs no clock"

    home.clock.set_wrong(days=-30)
    assert escalated(home, path).status_code == 204


@pytest.mark.parametrize("days", [-3, 3])
def test_a_worker_says_that_they_have_seen_it_while_the_clocks_disagree_C2(
    days: int, home: Household
) -> None:
    path = told(home, how="message")
    home.clock.move(hours=10)
    home.clock.set_wrong(days=days)

    assert home.as_("maya").post(f"{path}/seen").status_code == 204
    assert names(home, path)[-1] == "NoticeSeen"
    assert home.as_("maya").get(path).json()["clock"]["answer_by"] == "2026-03-05T01:00:00Z"


def test_the_end_of_the_placement_stops_the_time_until_the_worker_was_reached_elsewhere_C2(
    home: Household,
) -> None:
    path, danger = told(home), told(home, grounds=[SAFE], immediate_danger=True)
    end_placement(home, str(START.date()))
    react(home)
    assert names(home, path) == ["ConcernNoticeGiven"], "it lasts to the end of its last day"
    go_by(home, hours=24)

    assert names(home, path) == ["ConcernNoticeGiven", "ClockPaused"]
    assert names(home, danger) == ["ConcernNoticeGiven"]
    clock = home.as_("maya").get(path).json()["clock"]
    assert (clock["stands_still"], "answer_by" in clock) == (True, False)
    go_by(home, hours=100)
    assert names(home, path)[1:] == ["ClockPaused"]
    assert names(home, danger)[1:] == ["AnswerTimePassed"]
    refused(escalated(home, path), 409, "worker-still-has-time")

    assert home.as_("sam").post(f"{path}/private-notice", json={"how": "call"}).status_code == 204
    react(home)  # it stood still from midnight there, 14 hours after they were told
    go_by(home, hours=33)
    assert names(home, path)[1:] == ["ClockPaused", "ClockResumed"]
    go_by(home, hours=1)
    assert names(home, path)[1:] == ["ClockPaused", "ClockResumed", "AnswerTimePassed"]


def test_an_email_reaches_them_only_at_a_contact_that_is_not_the_employers_C2(home: Household) -> None:
    path = told(home)
    end_placement(home, str(START.date()))
    go_by(home, hours=24)
    sent: list[bool] = []
    answers: list[Any] = ["no-address", "sent"]

    def tell(_person: Any, own: bool) -> Any:
        sent.append(own)
        return answers.pop(0)

    for desk in home.house.rooms["sessions"].desks.values():
        desk.tell = tell
    refused(
        home.as_("sam").post(f"{path}/private-notice", json={"how": "message"}), 409, "no-contact-of-theirs"
    )
    assert names(home, path)[-1] == "ClockPaused"
    assert home.as_("sam").post(f"{path}/private-notice", json={"how": "message"}).status_code == 204
    assert (names(home, path)[-1], sent) == ("ClockResumed", [True, True])


def test_however_often_it_is_tried_the_notice_is_brought_by_one_email_and_by_none_where_it_is_refused_C2(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, store = told(home), home.house.rooms["sessions"].logs[1].store
    sent, append = mails(home), store.append
    refused(home.as_("sam").post(f"{path}/private-notice", json={"how": "message"}), 409, "nothing-is-paused")
    assert sent == []
    end_placement(home, str(START.date()))
    go_by(home, hours=24)
    lost = [VersionConflict(), VersionConflict()]

    def slower(*args: Any, **other: Any) -> int:
        if lost:
            raise lost.pop()
        return append(*args, **other)

    monkeypatch.setattr(store, "append", slower)
    key = once()
    for _ in range(2):
        answer = home.as_("sam").post(f"{path}/private-notice", json={"how": "message"}, headers=key)
        assert answer.status_code == 204, answer.text

    assert (sent, lost) == ([("maya", True)], [])
    assert names(home, path)[1:] == ["ClockPaused", "ClockResumed"]


def test_to_whom_left_nothing_goes_to_an_address_of_the_employers_whether_or_not_time_stood_still_C2(
    home: Household,
) -> None:
    danger, answered = told(home, grounds=[SAFE], immediate_danger=True), told(home)
    responded(home, answered)
    end_placement(home, str(START.date()))
    go_by(home, hours=24)
    sent = mails(home)
    assert "ClockPaused" not in names(home, danger) + names(home, answered)

    for path in (danger, answered):
        home.as_("sam").post(f"{path}/withdrawal", json={})
    hear_from_agreements(home)
    told(home, **NOW)

    assert sent == [("maya", True)] * 3


def test_once_it_is_recorded_an_email_that_cannot_be_sent_takes_nothing_back_C2(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away_(*_: Any) -> None:
        raise Away("the views")

    monkeypatch.setattr("services.sessions.api.concern_calls.unreached_since", away_)
    given = home.as_("sam").post("/concerns", json=body(home))

    assert (given.status_code, given.headers["Told"]) == (201, "not-sent")
    assert responded(home, given.headers["Location"]).status_code == 204


def test_a_sign_in_switched_off_stops_the_time_too_C2(home: Household) -> None:
    path = told(home)
    sign_in = {"issuer": ISSUER, "subject": "maya"}
    off = home.as_("tomasz").post(f"/people/{home.person('maya')}/sign-ins/off", json=sign_in)
    assert off.status_code == 204, off.text
    react(home)

    assert names(home, path, "sam") == ["ConcernNoticeGiven", "ClockPaused"]
    home.clock.move(hours=100)
    react(home)
    assert names(home, path, "sam") == ["ConcernNoticeGiven", "ClockPaused"]
    hear_from_agreements(home)
    later = home.as_("sam").post("/concerns", json=body(home))
    react(home)
    assert names(home, later.headers["Location"], "sam")[1:] == ["ClockPaused"], "they have none left"


def test_who_leaves_keeps_a_sign_in_of_their_own_for_their_records_statement_and_file_C2(
    home: Household,
) -> None:
    path, people = told(home), f"/people/{home.person('maya')}/sign-ins"
    own = {"issuer": ISSUER, "subject": "maya-at-home", "of_employer": False}
    confirmed(home, home.as_("rowan").post(people, json=own))
    end_placement(home, str(START.date()))
    assert (
        home.as_("tomasz").post(f"{people}/off", json={"issuer": ISSUER, "subject": "maya"}).status_code
        == 204
    )
    refused(home.as_("tomasz").post(f"{people}/off", json=own), 403, "not-allowed")
    go_by(home, hours=30)
    refused(home.as_("maya").get("/people/me"), 403, "not-linked")
    maya = home.as_("maya-at-home")

    for of_theirs in (
        path,
        f"/agreements/{home.demo.agreements['maya-sam']}",
        "/sessions",
        "/goals",
        "/diary",
    ):
        assert maya.get(of_theirs).status_code == 200, of_theirs
    assert maya.post(f"{path}/statement", json={"words": "I was not asked."}).status_code == 204
    home.settle()
    assert maya.post("/people/me/exports").status_code == 200
    assert maya.get("/exports/sessions").status_code == 200
    for of_others in ("/people", f"/agreements/{home.demo.agreements['jordan-sam']}", "/difficulties/counts"):
        assert maya.get(of_others).status_code in (403, 404, 422), of_others

    assert home.as_("rowan").post(f"{people}/off", json=own).status_code == 204


def test_a_second_absence_stops_the_time_again_C2(home: Household) -> None:
    path = told(home)
    end_placement(home, str(START.date()))
    go_by(home, hours=24)
    assert home.as_("sam").post(f"{path}/private-notice", json={"how": "call"}).status_code == 204
    home.clock.move(hours=1)
    for _ in range(3):
        react(home)
    assert names(home, path)[1:] == ["ClockPaused", "ClockResumed"], "they were reached"
    sign_in = {"issuer": ISSUER, "subject": "maya"}
    home.as_("tomasz").post(f"/people/{home.person('maya')}/sign-ins/off", json=sign_in)
    react(home)

    assert names(home, path, "sam")[1:] == ["ClockPaused", "ClockResumed", "ClockPaused"]
    said = [one["fact"].get("why") for one in home.as_("sam").get(f"{path}/history").json()]
    assert said[1:] == ["placement-ended", None, "sign-in-switched-off"]
    home.clock.move(hours=1000)
    react(home)
    assert names(home, path, "sam")[-1] == "ClockPaused"


def test_a_second_notice_by_message_leads_on_once_it_is_seen_C2(home: Household) -> None:
    path = told(home)
    responded(home, path)
    assert escalated(home, path, how="message").status_code == 204
    refused(consulted(home, path), 409, "notice-not-seen-yet")
    seen = home.as_("maya").post(f"{path}/seen", json={"notice": 2})
    refused(seen, 409, "another-notice-stands")
    before = home.as_("sam").get(path).json()["notices"]
    home.clock.move(hours=1)
    hear_of_the_directory(home)
    hear_from_agreements(home)
    assert home.as_("maya").post(f"{path}/seen", json={"notice": 1}).status_code == 204
    [after] = home.as_("sam").get(path).json()["notices"]
    assert (after["how"], after["counts_as_seen_at"]) == ("message", "2026-03-05T15:00:00Z")
    assert after.pop("seen_at") == "2026-03-02T16:00:00Z"
    assert before == [after]
    assert consulted(home, path).status_code == 204


def test_where_the_clocks_disagree_a_second_notice_that_lies_unseen_waits_and_says_so_C2(
    home: Household,
) -> None:
    path = told(home)
    responded(home, path)
    escalated(home, path, how="message")
    home.clock.set_wrong(days=30)
    hear_of_the_directory(home)
    hear_from_agreements(home)

    refused(consulted(home, path), 409, "clocks-disagree")
    assert home.as_("maya").get(path).json()["clock"]["waits_for_clocks"]
    assert home.as_("maya").post(f"{path}/seen", json={"notice": 1}).status_code == 204
    assert not home.as_("maya").get(path).json()["clock"]["waits_for_clocks"]

    other = told(home, **NOW)
    responded(home, other)
    escalated(home, other, how="message")
    assert home.as_("sam").post(f"{other}/withdrawal", json={}).status_code == 204
    assert not home.as_("maya").get(other).json()["clock"]["waits_for_clocks"]


def test_to_whom_has_no_sign_in_no_message_counts_C2(home: Household) -> None:
    path = told(home)
    responded(home, path)
    other = told(home)
    sign_in = {"issuer": ISSUER, "subject": "maya"}
    home.as_("tomasz").post(f"/people/{home.person('maya')}/sign-ins/off", json=sign_in)
    react(home)

    refused(escalated(home, path, how="message"), 409, "no-message-reaches-them")
    mailed = home.as_("sam").post(f"{other}/private-notice", json={"how": "message"})
    refused(mailed, 409, "no-message-reaches-them")
    assert home.as_("sam").post(f"{other}/private-notice", json={"how": "call"}).status_code == 204


def sign_in_off(home: Household, handle: str = "maya") -> None:
    sent = {"issuer": ISSUER, "subject": handle}
    off = home.as_("tomasz").post(f"/people/{home.person(handle)}/sign-ins/off", json=sent)
    assert off.status_code == 204, off.text


@pytest.mark.parametrize("lost", [sign_in_off, lambda home: end_placement(home, str(START.date()))])
def test_a_second_notice_that_was_sent_before_nothing_reached_the_worker_any_more_counts_no_more_than_one_sent_after_C2(
    lost: Callable[[Household], Any], home: Household
) -> None:
    path = told(home)
    responded(home, path)
    assert escalated(home, path, how="message").status_code == 204
    lost(home)
    go_by(home, hours=73)

    refused(consulted(home, path), 409, "no-message-reaches-them")
    assert "ManagerConsulted" not in names(home, path, "sam")
    assert escalated(home, path, how="call").status_code == 204
    assert consulted(home, path).status_code == 204


def heard_again(home: Household) -> None:
    """The directory, of which nothing came."""
    sessions, directory = home.house.rooms["sessions"], home.house.rooms["directory"]
    relay = directory.relay(home.house.bus, directory.logs[0])
    while relay.step():
        pass
    relay.step()
    wait_for(lambda: heard_of_the_directory_at(sessions) == home.clock())


def test_what_befell_the_worker_while_the_directory_was_silent_stops_their_time_once_it_is_heard_C2(
    home: Household,
) -> None:
    path = told(home, answer_hours=1)
    fall_silent(home)
    sign_in_off(home)
    home.clock.move(hours=2)

    assert not home.house.rooms["sessions"].react()
    away(escalated(home, path))
    heard_again(home)
    react(home)

    assert names(home, path, "sam") == ["ConcernNoticeGiven", "ClockPaused"]
    refused(escalated(home, path), 409, "worker-still-has-time")


@pytest.mark.parametrize("answered", [False, True])
def test_no_time_counts_before_it_is_heard_what_befell_the_worker_in_it_C2(
    answered: bool, home: Household
) -> None:
    """Also where the directory was heard of a moment ago."""
    path = told(home, answer_hours=72)
    if answered:
        responded(home, path)
        assert escalated(home, path, how="message").status_code == 204
    home.clock.move(hours=72, seconds=-20)
    hear_of_the_directory(home)
    fall_silent(home, minutes=0)
    home.clock.move(seconds=40)
    step = consulted if answered else escalated

    away(step(home, path))
    heard_again(home)
    away(step(home, path))  # what came to be a moment before may not be in the log yet
    home.clock.move(seconds=40)
    heard_again(home)
    assert step(home, path).status_code == 204


def test_where_the_placement_is_over_the_second_notice_is_no_message_C2(home: Household) -> None:
    path = told(home)
    responded(home, path)
    end_placement(home, str(START.date()))
    go_by(home, hours=24)

    refused(escalated(home, path, how="message"), 409, "no-message-reaches-them")
    assert escalated(home, path).status_code == 204


def test_while_the_directory_is_silent_the_worker_answers_and_nobody_is_consulted_C2(home: Household) -> None:
    first, second = told(home), told(home)
    responded(home, second)
    escalated(home, second)
    fixed = digest(home, second)
    fall_silent(home)

    away(responded(home, first, "line-manager"))
    assert responded(home, first).status_code == 204
    away(escalated(home, first))
    sent = {"to": home.person("petra"), "statement_digest": fixed}
    away(home.as_("sam").post(f"{second}/consultation", json=sent))
    hear_from_agreements(home)
    assert told(home)


def test_a_manager_who_changed_since_the_notice_needs_a_new_one_C2(home: Household) -> None:
    path = told(home)
    responded(home, path)
    escalated(home, path)
    manager = f"/placements/{home.demo.placements['maya']}/line-managers"
    assert home.as_("tomasz").post(manager, json={"line_manager": home.person("dilip")}).status_code == 204
    home.settle()

    refused(consulted(home, path), 409, "another-person-is-to-be-consulted")
    refused(escalated(home, path), 409, "another-person-is-to-be-consulted")
    assert escalated(home, path, to="dilip").status_code == 204
    assert consulted(home, path, to="dilip").status_code == 204


@pytest.mark.parametrize("how", ["role", "sign-in"])
def test_a_line_manager_who_has_left_is_not_consulted_and_the_next_in_order_is_C2(
    how: str, home: Household
) -> None:
    path, petra = told(home), home.person("petra")
    responded(home, path)
    escalated(home, path)
    if how == "sign-in":
        sign_in = {"issuer": ISSUER, "subject": "petra"}
        assert home.as_("tomasz").post(f"/people/{petra}/sign-ins/off", json=sign_in).status_code == 204
    else:
        for role in home.as_("tomasz").get(f"/people/{petra}/roles").json():
            ended = home.as_("tomasz").post(
                f"/people/{petra}/roles/{role['id']}/ending", json={"last_day": "2026-03-01"}
            )
            assert ended.status_code == 204, ended.text
    home.settle()

    refused(consulted(home, path), 409, "another-person-is-to-be-consulted")
    told_next = home.as_("sam").get(f"{path}/next-to-consult").json()
    assert (told_next["person"], told_next["consulted"]) == (home.person("tomasz"), "alternate")
    assert told_next["not_line_manager"] == "gone"


def test_a_step_out_of_order_shows_in_its_history_and_changes_no_step_C8(home: Household) -> None:
    path = told(home)
    said = {"step": "consultation", "taken_at": "2026-03-02T14:00:00Z", "words": "She rang the manager."}
    for handle in ("maya", "sam"):
        assert home.as_(handle).post(f"{path}/steps-out-of-order", json=said).status_code == 204
    late = home.as_("sam").post(
        f"{path}/steps-out-of-order", json=said | {"taken_at": "2026-03-02T15:00:01Z"}
    )
    assert fields_of(refused(late, 422, "step-yet-to-come")) == {"taken_at"}

    alleged = [one["fact"]["alleged"] for one in home.as_("maya").get(f"{path}/history").json()[1:]]
    assert alleged == [True, False]
    assert home.as_("maya").get(path).json()["status"] == "informed"
    refused(escalated(home, path), 409, "worker-still-has-time")


@pytest.mark.parametrize("handle", OTHERS)
def test_no_role_and_no_time_shows_it_to_anybody_else_C2(handle: str, shared_home: Household) -> None:
    path = disclosed(shared_home) if handle == "jordan" else told(shared_home)
    answer = shared_home.as_(handle).get(path)

    assert answer.content == shared_home.as_(handle).get(f"/concerns/{NOBODY}").content
    assert WORDS not in answer.text


def test_a_leaver_keeps_what_is_theirs_C2(home: Household) -> None:
    """Placement over, agreement ended: the worker still reads, states and answers; by the record they are a party."""
    path = told(home)
    end_placement(home, str(START.date()))
    go_by(home, hours=24)
    agreement = f"/agreements/{home.demo.agreements['maya-sam']}"
    assert home.as_("sam").post(f"{agreement}/ending", json={"why": "placement-ended"}).status_code == 204
    assert home.house.rooms["agreements"].store.get(Agreement, home.demo.agreements["maya-sam"])

    assert home.as_("maya").get(f"{path}/words").json()["words"] == WORDS
    assert home.as_("maya").post(f"{path}/seen").status_code == 204
    assert home.as_("maya").post(f"{path}/statement", json={"words": "Mine."}).status_code == 204
    assert responded(home, path).status_code == 204
    assert names(home, path)[1:] == [
        "ClockPaused",
        "NoticeSeen",
        "ClockResumed",
        "StatementAdded",
        "WorkerDeclined",
    ]


@pytest.mark.parametrize("in_a_group", [False, True])
def test_how_long_an_answer_and_a_message_take_the_agencys_policy_set_says_C2(
    in_a_group: bool, home: Household
) -> None:
    rules = RULES | {"concerns": {"answer_hours_default": 24, "seen_after_hours": 10}}
    assert pick(home, published(home, rules=rules)).status_code == 204
    joined = group(home)
    home.settle()
    sent = body(home, how="message")
    del sent["answer_hours"], sent["agreed"]
    if in_a_group:
        del sent["agreement"]
        sent |= {"group": joined.rpartition("/")[2], "worker": home.person("maya")}
    path = home.as_("sam").post("/concerns", json=sent).headers["Location"]

    clock = home.as_("maya").get(path).json()["clock"]
    assert (clock["answer_hours"], clock["time_set"], clock["counts_as_seen_at"], clock["answer_by"]) == (
        *(24, "stipulated"),
        *("2026-03-03T01:00:00Z", "2026-03-04T01:00:00Z"),
    )
    responded(home, path)
    assert escalated(home, path, how="message").status_code == 204
    go_by(home, hours=9.9)
    refused(consulted(home, path), 409, "notice-not-seen-yet")
    go_by(home, hours=0.1)
    assert consulted(home, path).status_code == 204


@pytest.mark.parametrize(("alternative", "whom"), [("next-above", "dilip"), ("alternate", "tomasz")])
def test_whom_the_agencys_policy_set_names_instead_and_which_words_go_along_C2(
    alternative: str, whom: str, home: Household
) -> None:
    rules = RULES | {"concerns": {"alternative": alternative, "notice_template": "42-cfr-2.32"}}
    assert pick(home, published(home, rules=rules)).status_code == 204
    sent = {"agency": str(home.demo.agencies["harbour"]), "employment": "employed", "starts": "2026-01-01"}
    sent |= {"employer": sent["agency"], "line_manager": home.person("dilip")}
    placed = home.as_("tomasz").post(f"/people/{home.person('petra')}/placements", json=sent)
    assert placed.status_code == 201, placed.text
    home.settle()
    path = told(home)
    responded(home, path)
    assert escalated(home, path).status_code == 204
    assert home.as_("maya").post(f"{path}/objection", json={"notice": 1}).status_code == 204

    assert home.as_("sam").get(f"{path}/next-to-consult").json()["person"] == home.person(whom)
    assert escalated(home, path, to=whom).status_code == 204
    assert consulted(home, path, to=whom).status_code == 204
    (read,) = home.as_(whom).get(f"{path}/disclosure").json()
    assert read["notice"] == text_of(*latest("42-cfr-2.32"))
    assert read["consulted"] == alternative
