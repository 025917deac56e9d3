"""Once a round is closed, nothing in a house joins a person to an answer; and the search for it finds what a careless house leaves (K4)."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.sessions.api import feedback as api
from services.sessions.domain.feedback import FeedbackAnswers, FeedbackRespondent, FeedbackRound, left_of
from services.sessions.domain.waiting import ANSWER, PERSON, Waiting, answers_as, answers_of, person_of
from services.sessions.reactions import feedback as reactions
from shared.aside import Aside, Laid
from shared.identity import TIME, Acting
from shared.store import Store
from tests.edge.test_feedback import CLOSING
from tests.faults.answered import MANY, Answered, lines_kept
from tests.faults.attacker import files_holding
from tests.house import Filled


@pytest.fixture
def answered(first_house: Filled, tmp_path: Path) -> Iterator[Answered]:
    with lines_kept() as lines, first_house.copied(tmp_path / "house", traces=tmp_path / "traces") as home:
        yield Answered(home, lines)


def test_nothing_joins_a_person_to_an_answer_once_a_round_is_closed_K4(answered: Answered) -> None:
    data, waited = answered.home.house.settings.data, answered.waiting()
    assert len(files_holding(data, waited)) == len(waited), "the search finds what is there"

    answered.close()
    attacker = answered.attacked()

    right = answered.found_nothing(attacker)
    assert files_holding(data, waited) == {}, "not in a page, not in a log of writes"
    people, answers = attacker.orders()
    for at in ("sessions/events.db stored_events by place_in_file", "house/bus.db messages by place"):
        assert at in people
        assert at in answers
    assert {"sessions/keys.db keys by made_at", "sessions/keys.db keys by place_in_file"} <= answers.keys()
    searched = {row.where for row in attacker.rows}
    assert {"sessions/events.db stored_events", "sessions/keys.db keys", "house/bus.db messages"} <= searched
    assert {"lines", "computed", "sessions/events.db once", "directory/events.db stored_events"} <= searched
    print(f"\n{len(attacker.rows)} rows and lines, best guess {right} of {MANY} right")


def test_what_is_left_of_each_is_alike_but_for_who_or_what_it_is_K4(answered: Answered) -> None:
    answered.close()
    attacker = answered.attacked()

    for rows in (attacker.respondents, attacker.answers):
        records = [one.record for one in rows if one.record]
        assert {one.recorded_at for one in records} == {CLOSING}
        assert {one.actor for one in records} == {"respondent"}
        assert {
            (one.client, one.on_behalf_of, one.causation, one.traceparent, one.once) for one in records
        } == {(None,) * 5}
        assert {(one.directory_position, one.stream_version) for one in records} == {(None, 1)}
        assert len({one.correlation for one in records}) == MANY, "which no two have in common"
        assert len({len(one.stored()) for one in records}) == 1, "nor does a length tell anything"


Careless = Callable[[pytest.MonkeyPatch], None]


def not_shuffled(patch: pytest.MonkeyPatch) -> None:
    """Answers wait beside whoever gave them, and are written in the order in which they lie."""
    patch.setattr(api, "_lay", _side_by_side)
    patch.setattr(reactions, "_shuffled", lambda heap: [(uuid4(), one) for one in heap])


def _side_by_side(call: Any, round: FeedbackRound, person: Any, answers: Any) -> None:
    row = api._row(call, round)
    who = Laid(row, PERSON, str(round.id), "")
    what = Laid(UUID(int=row.int ^ 1), ANSWER, str(round.id), "")
    waiting = Waiting(person=person).model_dump_json().encode()
    api._aside(call).lay_together((who, waiting), (what, answers_as(answers)))


def pair_by_pair(patch: pytest.MonkeyPatch) -> None:
    """What belongs together is written together, by one act each."""
    patch.setattr(api, "_lay", _side_by_side)
    patch.setattr(reactions, "_close", _close_pair_by_pair)
    for kind in (FeedbackAnswers, FeedbackRespondent):
        patch.setattr(kind, "anonymous", False)


def _close_pair_by_pair(aside: Aside, store: Store, _relations: Any, id: UUID) -> int:
    round = store.get(FeedbackRound, id)
    rows = {
        one.id.int: aside.opened(one) or b""
        for one in (*aside.of(ANSWER, str(id)), *aside.of(PERSON, str(id)))
    }
    answers = {one.id.int for one in aside.of(ANSWER, str(id))}
    pairs = [(answers_of(rows[one]), person_of(rows[one ^ 1])) for one in answers]
    round.close([given for given, _ in pairs])
    store.append(round, Acting(actor=TIME))
    what, who = ([(uuid4(), one) for one in heap] for heap in zip(*pairs, strict=True))
    heap = left_of(round, what, who)
    for person, given in zip(heap[: len(pairs)], heap[len(pairs) :], strict=True):
        store.append(given, Acting(actor=TIME), person)
    return 1


def left_lying(patch: pytest.MonkeyPatch) -> None:
    """Answers wait with a hand on whose they are, and are not wiped."""
    patch.setattr(api, "_lay", _by_owner)
    patch.setattr(Aside, "remove", lambda _aside, _ids: 0)
    patch.setattr(reactions, "_wipe", lambda _aside, _store: 0)


def _by_owner(call: Any, round: FeedbackRound, person: Any, answers: Any) -> None:
    _side_by_side(call, round, person, answers)
    mark = call.desk.secret.mac(b"feedback", round.id.bytes, person.bytes).hex()
    api._aside(call).lay("feedback-copy", mark, answers_as(answers))


def kept_for_a_repeat(patch: pytest.MonkeyPatch) -> None:
    """The answer to the request is kept as that of any other, by somebody who says in the same row who asked."""
    lay = api._lay

    def careless(call: Any, round: FeedbackRound, person: Any, answers: Any) -> None:
        lay(call, round, person, answers)
        asked = call._asked
        with call.desk.store.tables.write() as rows:
            rows.do(
                "INSERT INTO once (key, body, status, location, version, at, position) VALUES (?, ?, 204, ?, 0, '', 0)",
                *(asked.key, asked.body, f"/people/{person}"),
            )

    patch.setattr(api, "_lay", careless)


@pytest.mark.parametrize(
    "careless", [not_shuffled, pair_by_pair, left_lying, kept_for_a_repeat], ids=lambda one: one.__name__
)
def test_in_a_careless_house_the_same_search_finds_whose_they_are_K4(
    careless: Careless, first_house: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless(monkeypatch)
    with first_house.copied(tmp_path / "house") as home:
        answered = Answered(home, io.StringIO())
        answered.close()
        attacker = answered.attacked()

        by_order, where = attacker.matched(answered.truth)
        by_value = attacker.narrowed()

    if careless is not_shuffled:
        assert by_order == MANY, f"every single one, by {where}"
    else:
        right = [said for said, person in answered.truth.items() if by_value.get(said) == {person}]
        assert len(right) >= MANY - 2, "chance may lead astray once or twice"
