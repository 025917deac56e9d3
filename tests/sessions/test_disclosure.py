"""What is disclosed: the statement that the worker was told of, to one person, bound to all it rests on (C3)."""

from typing import Any
from uuid import UUID

import pytest

from services.sessions.domain.disclosing import Disclosure, Recipient, Stated, disclosure_id, is_whole
from services.sessions.events.codes import Ground
from services.sessions.events.concern_parts import Consulted
from services.sessions.events.concerns import ManagerConsulted
from services.sessions.events.disclosures import DisclosureMade, RecipientNamed, WorkerStatementSentAlong
from tests.sessions.concerning import ABOVE, AUTHOR, ID, MANAGER, STATEMENT, WORKER, at, consult, escalated


def made() -> tuple[Disclosure, DisclosureMade]:
    disclosure = consult(escalated())
    first = disclosure.new[0]
    assert isinstance(first, DisclosureMade)
    return disclosure, first


def test_it_shows_the_statement_and_no_word_besides_C3() -> None:
    _, fact = made()
    words = {value for value in fact.model_dump().values() if isinstance(value, str)}

    assert fact.statement == STATEMENT
    assert words == {STATEMENT, "abcd", "plain", fact.digest, fact.salt, fact.consulted}
    assert (fact.to, fact.by, fact.worker, fact.grounds) == (MANAGER, AUTHOR, WORKER, (Ground.DUTY_OF_CARE,))


def test_the_act_of_consulting_makes_it_and_nothing_else_does_C2() -> None:
    concern = escalated()
    disclosure = consult(concern)

    told = concern.new[-1]
    assert isinstance(told, ManagerConsulted)
    assert (told.disclosure, told.to) == (disclosure.id, MANAGER)


def test_what_the_worker_states_goes_along_C2() -> None:
    disclosure = consult(
        escalated(),
        statements=(Stated(at(0.5).now, "It was raining."), Stated(at(0.7).now, "I had rung first.")),
    )
    disclosure.send_along(WORKER, "And nobody else was there.")

    words = [fact.words for fact in disclosure.new if isinstance(fact, WorkerStatementSentAlong)]
    assert words == ["It was raining.", "I had rung first.", "And nobody else was there."]


@pytest.mark.parametrize(
    "other",
    [
        {"to": ABOVE},
        {"grounds": (Ground.SAFETY,)},
        {"grounds": ()},
        {"policy_version": "dcba"},
        {"notice": 2},
        {"concern": UUID(int=9)},
        {"consulted": Consulted.NEXT_ABOVE},
        {"statement": "Something else."},
        {"salt": "00" * 32},
        {"digest": "00" * 32},
    ],
    ids=lambda other: next(iter(other)),
)
def test_it_is_bound_to_ground_recipient_policy_and_words_C3(other: dict[str, Any]) -> None:
    disclosure, fact = made()

    assert is_whole(disclosure.id, fact)
    assert not is_whole(disclosure.id, fact.model_copy(update=other))


def test_no_two_disclosures_are_the_same_record_C3() -> None:
    told = (ID, 1, (Ground.SAFETY,), MANAGER, "abcd")
    others: list[Any] = [
        (UUID(int=9), *told[1:]),
        (ID, 2, *told[2:]),
        (*told[:2], (Ground.SAFETY, Ground.DUTY_OF_CARE), *told[3:]),
        (*told[:3], ABOVE, "abcd"),
        (*told[:4], "dcba"),
    ]
    assert len({disclosure_id(*one) for one in (told, *others)}) == 6


def test_the_recipients_name_lies_under_a_key_of_its_own_C3() -> None:
    disclosure, _ = made()
    recipient = Recipient.of(disclosure, "Petra Lindqvist")

    assert recipient.new == [RecipientNamed(disclosure=disclosure.id, person=MANAGER, name="Petra Lindqvist")]
    assert recipient.id not in (disclosure.id, ID)
    assert recipient.agency == disclosure.agency
