"""Advice of a disconnect: about the role, seen by the worker as it goes, and answered (D3, A7)."""

from typing import Any
from uuid import UUID

import pytest

from services.agreements.domain.disconnect import Disconnect, Today
from services.agreements.domain.disconnect_refusals import (
    AnotherVersionLiesThere,
    DisconnectIsWithdrawn,
    NothingBindsTheTwo,
    NotSentYet,
    NotToThatPerson,
    NotYourPart,
    SentAlready,
    TheyHaveLeftThatRole,
    WorkerHasNotSeenIt,
)
from services.agreements.events.disconnects import (
    Advice,
    DisconnectAddedTo,
    DisconnectAnswered,
    DisconnectDrafted,
    DisconnectFact,
    DisconnectRevised,
    DisconnectSeen,
    DisconnectSent,
    DisconnectWithdrawn,
)
from shared.identity import PersonId
from tests.agreements.acts import AGENCY, ID, MANAGER, STRANGER, SUPERVISOR, WORKER

AGREEMENT = UUID(int=2)
ADVICE = Advice(role_asks="Time with people.", happens_instead="Telephones.", would_help="A look together.")
OTHERWISE = ADVICE.model_copy(update={"would_help": "A talk in June."})
TODAY = Today(leads=True, binds=True, answers=True)
DRAFTED = DisconnectDrafted(
    by=SUPERVISOR,
    worker=WORKER,
    agreement=AGREEMENT,
    agency=AGENCY,
    to=MANAGER,
    advice_version=1,
    advice=ADVICE,
)
REVISED = DisconnectRevised(by=SUPERVISOR, advice_version=2, advice=OTHERWISE)
SEEN, SEEN_ANEW = (DisconnectSeen(by=WORKER, advice_version=number) for number in (1, 2))
ADDED = DisconnectAddedTo(by=WORKER, advice_version=1, words="Since the autumn.")
SENT = DisconnectSent(by=SUPERVISOR, advice_version=1)
ANSWERED = DisconnectAnswered(by=MANAGER, words="In June.")
GIVEN_UP = DisconnectWithdrawn(by=SUPERVISOR)


def draft(today: Today = TODAY, to: PersonId = MANAGER) -> Disconnect:
    return Disconnect.draft(
        ID,
        by=SUPERVISOR,
        worker=WORKER,
        agreement=AGREEMENT,
        agency=AGENCY,
        to=to,
        advice=ADVICE,
        today=today,
    )


def given(*history: DisconnectFact) -> Disconnect:
    return Disconnect(ID, (DRAFTED, *history))


def test_a_peer_supervisor_writes_advice_about_a_worker_they_supervise_D3() -> None:
    assert draft().new == [DRAFTED]


@pytest.mark.parametrize(
    ("today", "refusal"),
    [
        (Today(leads=False, binds=True, answers=True), NotYourPart),
        (Today(leads=True, binds=False, answers=True), NothingBindsTheTwo),
        (Today(leads=True, binds=True, answers=False), NotToThatPerson),
    ],
    ids=["no peer supervisor of theirs", "nothing in force", "to no agency supervisor"],
)
def test_nobody_else_writes_any_and_to_nobody_else_D4(today: Today, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        draft(today)


@pytest.mark.parametrize("to", [WORKER, SUPERVISOR])
def test_it_goes_to_neither_of_the_two_A7(to: PersonId) -> None:
    with pytest.raises(NotToThatPerson) as refused:
        draft(to=to)
    assert refused.value.fields == ("to",)


def test_advice_has_three_parts_and_no_place_for_a_session_a_day_or_a_person_D2() -> None:
    assert set(Advice.model_fields) == {"role_asks", "happens_instead", "would_help"}


def test_it_goes_once_the_worker_has_seen_it_A7() -> None:
    with pytest.raises(WorkerHasNotSeenIt):
        given().send(SUPERVISOR, 1, 0, TODAY)
    disconnect = given(SEEN)
    disconnect.send(SUPERVISOR, 1, 0, TODAY)
    assert disconnect.new == [SENT]


def test_a_revision_must_be_seen_anew_A7() -> None:
    with pytest.raises(WorkerHasNotSeenIt):
        given(SEEN, REVISED).send(SUPERVISOR, 2, 0, TODAY)
    disconnect = given(SEEN, REVISED, SEEN_ANEW)
    disconnect.send(SUPERVISOR, 2, 0, TODAY)
    assert disconnect.new == [DisconnectSent(by=SUPERVISOR, advice_version=2)]


@pytest.mark.parametrize("read", [1, 3])
def test_the_worker_names_the_version_that_lies_there_A7(read: int) -> None:
    for command in (
        lambda: given(REVISED).acknowledge(WORKER, read),
        lambda: given(REVISED).add(WORKER, read, "No"),
    ):
        with pytest.raises(AnotherVersionLiesThere):
            command()


def test_seen_twice_is_seen_once_A7() -> None:
    disconnect = given()
    for _ in range(2):
        disconnect.acknowledge(WORKER, 1)
    assert disconnect.new == [SEEN]


@pytest.mark.parametrize(
    "before", [(), (SEEN, SENT), (SEEN, SENT, ANSWERED)], ids=["drafted", "sent", "answered"]
)
def test_the_worker_adds_before_it_goes_and_after_A7(
    before: tuple[DisconnectFact, ...],
) -> None:
    disconnect = given(*before)
    disconnect.add(WORKER, 1, "Since the autumn.")
    assert disconnect.new == [ADDED]


def test_words_of_the_worker_are_no_word_that_they_have_seen_it_A7() -> None:
    with pytest.raises(WorkerHasNotSeenIt):
        given(ADDED).send(SUPERVISOR, 1, 1, TODAY)
    disconnect = given(ADDED, SEEN)
    disconnect.send(SUPERVISOR, 1, 1, TODAY)
    assert disconnect.new == [SENT]


@pytest.mark.parametrize(
    ("history", "version", "additions"),
    [
        ((SEEN, REVISED, SEEN_ANEW), 1, 0),
        ((SEEN,), 2, 0),
        ((SEEN, ADDED), 1, 0),
        ((SEEN, ADDED), 1, 2),
    ],
    ids=["an earlier one", "one that is not there", "an addition unread", "one that is not there"],
)
def test_its_author_sends_what_they_have_read_A7(
    history: tuple[DisconnectFact, ...], version: int, additions: int
) -> None:
    with pytest.raises(AnotherVersionLiesThere):
        given(*history).send(SUPERVISOR, version, additions, TODAY)


@pytest.mark.parametrize(
    ("today", "refusal"),
    [
        (Today(leads=False, binds=True, answers=True), NotYourPart),
        (Today(leads=True, binds=False, answers=True), NothingBindsTheTwo),
        (Today(leads=True, binds=True, answers=False), TheyHaveLeftThatRole),
    ],
    ids=["no peer supervisor any more", "the agreement is over", "no agency supervisor any more"],
)
def test_what_must_be_so_when_it_is_written_must_be_so_when_it_goes_D3(
    today: Today, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        given(SEEN).send(SUPERVISOR, 1, 0, today)


def test_what_was_sent_stays_as_it_was_seen_A7() -> None:
    for command in (
        lambda: given(SEEN, SENT).revise(SUPERVISOR, OTHERWISE),
        lambda: given(SEEN, SENT).send(SUPERVISOR, 1, 0, TODAY),
        lambda: given(SEEN, SENT).withdraw(SUPERVISOR),
    ):
        with pytest.raises(SentAlready):
            command()


def test_it_is_answered_once_it_was_sent_as_often_as_there_is_more_to_say_D4() -> None:
    with pytest.raises(NotSentYet):
        given(SEEN).answer(MANAGER, "In June.")
    assert given(SEEN, SENT).status == "sent"
    disconnect = given(SEEN, SENT)
    for _ in range(2):
        disconnect.answer(MANAGER, "In June.")
    assert disconnect.new == [ANSWERED, ANSWERED]
    assert disconnect.status == "answered"


def test_its_author_gives_it_up_and_nothing_more_is_added_then_D3() -> None:
    disconnect = given(SEEN)
    disconnect.withdraw(SUPERVISOR)
    assert disconnect.new == [GIVEN_UP]
    assert disconnect.status == "withdrawn"
    for command in (
        lambda: disconnect.revise(SUPERVISOR, OTHERWISE),
        lambda: disconnect.send(SUPERVISOR, 1, 0, TODAY),
        lambda: disconnect.withdraw(SUPERVISOR),
        lambda: disconnect.acknowledge(WORKER, 1),
        lambda: disconnect.add(WORKER, 1, "No."),
        lambda: disconnect.answer(MANAGER, "No."),
    ):
        with pytest.raises(DisconnectIsWithdrawn):
            command()


def test_each_does_their_own_part_and_nobody_anothers_A7() -> None:
    def parts(one: Disconnect, by: PersonId) -> list[tuple[PersonId, Any]]:
        return [
            (SUPERVISOR, lambda: one.revise(by, OTHERWISE)),
            (SUPERVISOR, lambda: one.send(by, 1, 0, TODAY)),
            (SUPERVISOR, lambda: one.withdraw(by)),
            (WORKER, lambda: one.acknowledge(by, 1)),
            (WORKER, lambda: one.add(by, 1, "No.")),
            (MANAGER, lambda: one.answer(by, "No.")),
        ]

    for by in (WORKER, SUPERVISOR, MANAGER, STRANGER):
        for history in ((SEEN,), (SEEN, SENT)):
            for whose, command in parts(given(*history), by):
                if whose != by:
                    with pytest.raises(NotYourPart):
                        command()
