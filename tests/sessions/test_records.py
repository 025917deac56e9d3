"""What is written of a session, signed or refused, corrected and added to; actions until they are closed (S5, S6)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.sessions.domain.action_plans import MOST, OpenAction, Planned
from services.sessions.domain.evened import evened_out
from services.sessions.domain.record_refusals import (
    ActionGoesOn,
    ActionIsClosed,
    AgendaIsPast,
    NamedTwice,
    NoSuchAction,
    NotAnOpenAction,
    NotCarriedOver,
    NotThere,
    NotWritten,
    RecordHasChanged,
    RecordSignedAlready,
    SayWhyItIsDropped,
    TooManyActions,
    UnknownTopic,
    WrittenAlready,
)
from services.sessions.domain.session_refusals import AgreementIsOverAlready, NotAPartyOfTheSession, NotHeld
from services.sessions.domain.under import Lasting
from services.sessions.domain.written import digest_of, open_actions
from services.sessions.events import (
    Action,
    Added,
    Addition,
    AgendaItem,
    AgendaItemAdded,
    BroughtForward,
    Closing,
    RecordAddedTo,
    RecordWritten,
    SessionRecord,
)
from services.sessions.events.records import FirstIn
from shared.identity import PersonId
from tests.sessions.acts import (
    ACTION,
    AGREED_TO,
    BEFORE,
    CANCELLED,
    CONTACT,
    COVER,
    HELD,
    ID,
    MISSED,
    ON_RECORD,
    OTHER,
    RECORD,
    SALT,
    SCHEDULED,
    STRANGER,
    SUPERVISOR,
    THIRD,
    TO_COME,
    TOOK_PLACE,
    WITH_A_THIRD,
    WORKER,
    WRITTEN,
    given,
    opened,
)

OUTLINE = SessionRecord(present=(WORKER, SUPERVISOR), agenda=("The key.",))
ITEM = AgendaItem(heading="The key.", topics=("K3-22",))
NAMED = {"printed_name": "As printed", "meaning": "It reads as it was."}
DIGEST = digest_of(ID, RECORD, SALT)
SIGNED = evened_out(Added(kind=Addition.SIGNATURE, digest=DIGEST, **NAMED))
REFUSED = evened_out(Added(kind=Addition.REFUSAL, digest=DIGEST, words="I said more than that."))
ADDENDUM = evened_out(Added(kind=Addition.ADDENDUM, words="And we laughed.", **NAMED))
CORRECTED = RECORD.model_copy(update={"outcomes": "Sam asks for the key."})
CORRECTION = evened_out(Added(kind=Addition.CORRECTION, record=CORRECTED))
DONE = evened_out(Added(kind=Addition.ACTION, action=1, closing=Closing.DONE))
FROM_OTHER = BroughtForward(session=OTHER, action=1)


def write(session: Any, by: PersonId = SUPERVISOR, *planned: Planned, **other: Any) -> SessionRecord:
    told: dict[str, Any] = {"before": (), "goes_on_from": None, "salt": SALT}
    record: SessionRecord = session.write_record(by, other.pop("outline", OUTLINE), planned, **(told | other))
    return record


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR])
def test_either_puts_something_on_the_agenda_beforehand_S5(by: PersonId) -> None:
    session = given(*TO_COME)
    assert [session.put_on_agenda(by, ITEM, (), BEFORE) for _ in range(2)] == [1, 2]
    assert session.new == [AgendaItemAdded(by=by, number=number, item=ITEM) for number in (1, 2)]


@pytest.mark.parametrize("past", [HELD, CANCELLED, MISSED], ids=lambda fact: fact.kind)
def test_afterwards_nothing_is_put_on_the_agenda_S5(past: Any) -> None:
    with pytest.raises(AgendaIsPast):
        given(SCHEDULED, past).put_on_agenda(WORKER, ITEM, (), BEFORE)


def test_nothing_is_put_on_the_agenda_of_what_lies_after_the_agreement_S5() -> None:
    session = given(*TO_COME)
    with pytest.raises(AgreementIsOverAlready):
        session.put_on_agenda(WORKER, ITEM, (), BEFORE, Lasting(over_at=BEFORE))
    session.put_on_agenda(WORKER, ITEM, (), BEFORE, Lasting(over_at=session.starts))


def test_nothing_is_put_on_the_agenda_once_it_was_to_begin_whether_or_not_it_is_recorded_S5() -> None:
    session = given(*TO_COME)
    session.put_on_agenda(WORKER, ITEM, (), session.starts - timedelta(minutes=1))
    for now in (session.starts, session.starts + timedelta(hours=4)):
        with pytest.raises(AgendaIsPast):
            session.put_on_agenda(WORKER, ITEM, (), now)


def test_an_item_brings_forward_what_was_left_and_nothing_else_S5() -> None:
    item = ITEM.model_copy(update={"brought_forward": FROM_OTHER})
    session = given(*TO_COME)
    session.put_on_agenda(WORKER, item, {FROM_OTHER}, BEFORE)
    with pytest.raises(NotCarriedOver):
        session.put_on_agenda(WORKER, item, {BroughtForward(session=OTHER, item=1)}, BEFORE)


def test_a_topic_is_one_of_the_list_K3() -> None:
    with pytest.raises(UnknownTopic):
        given(*TO_COME).put_on_agenda(WORKER, AgendaItem(heading="x", topics=(f"K3-{51}",)), (), BEFORE)


@pytest.mark.parametrize("by", [STRANGER, COVER, THIRD])
def test_who_does_not_meet_puts_nothing_on_the_agenda_and_writes_nothing_S6(by: PersonId) -> None:
    with pytest.raises(NotAPartyOfTheSession):
        given(WITH_A_THIRD).put_on_agenda(by, ITEM, (), BEFORE)
    with pytest.raises(NotAPartyOfTheSession):
        write(given(*TOOK_PLACE), by)
    with pytest.raises(NotAPartyOfTheSession):
        given(*ON_RECORD).add_addendum(by, opened(), "x", **NAMED)


@pytest.mark.parametrize("history", [TOOK_PLACE, (CONTACT,)], ids=["held", "contact"])
def test_a_record_is_written_of_what_was_held_once_S6(history: Any) -> None:
    session = given(*history)
    record = write(session, WORKER, Planned("Ask.", SUPERVISOR))
    assert session.new == [RecordWritten(by=WORKER, record=record, salt=SALT.hex())]
    assert record.actions == (Action(number=1, what="Ask.", who=SUPERVISOR),)
    with pytest.raises(WrittenAlready):
        write(session)


@pytest.mark.parametrize("history", [TO_COME, (SCHEDULED, CANCELLED), (SCHEDULED, MISSED)])
def test_of_what_was_not_held_there_is_no_record_S6(history: Any) -> None:
    with pytest.raises(NotHeld):
        write(given(*history))


@pytest.mark.parametrize(
    ("present", "who", "field"),
    [
        ((SUPERVISOR,), WORKER, "present"),
        ((WORKER,), WORKER, "present"),
        ((WORKER, THIRD), WORKER, "present"),
        ((WORKER, SUPERVISOR), THIRD, "actions.0.who"),
    ],
)
def test_a_record_names_those_who_met_alone_S6(present: Any, who: PersonId, field: str) -> None:
    with pytest.raises(NotThere) as refused:
        write(given(*TOOK_PLACE), WORKER, Planned("Ask.", who), outline=SessionRecord(present=present))
    assert refused.value.fields == (field,)


def test_a_third_who_met_is_named_and_writes_S12() -> None:
    session = given(WITH_A_THIRD, AGREED_TO, HELD)
    write(session, THIRD, Planned("Ask.", THIRD), outline=SessionRecord(present=(WORKER, SUPERVISOR, THIRD)))
    assert session.written == 4


def test_what_is_open_goes_on_in_the_next_record_whoever_forgets_it_S6() -> None:
    before = [OpenAction(OTHER, ACTION), OpenAction(OTHER, ACTION.model_copy(update={"number": 2}))]
    named = Planned("Ask again.", WORKER, carried_from=FROM_OTHER)
    record = write(
        given(*TOOK_PLACE), WORKER, Planned("New.", WORKER), named, before=before, goes_on_from=OTHER
    )
    assert [(one.number, one.what, one.carried_from) for one in record.actions] == [
        (1, "New.", None),
        (2, "Ask again.", FROM_OTHER),
        (3, ACTION.what, BroughtForward(session=OTHER, action=2)),
    ]
    assert record.goes_on_from == OTHER


@pytest.mark.parametrize("times", [1, 2])
def test_only_what_is_open_is_carried_on_and_only_once_S6(times: int) -> None:
    before = [OpenAction(OTHER, ACTION)] if times == 2 else []
    named = [Planned("Ask again.", WORKER, carried_from=FROM_OTHER)] * times
    with pytest.raises(NotAnOpenAction):
        write(given(*TOOK_PLACE), WORKER, *named, before=before)


def test_open_is_what_nobody_closed_and_no_newer_record_carries_on_S6() -> None:
    older = opened(session=OTHER)
    newer = opened(
        record=RECORD.model_copy(
            update={"actions": (ACTION.model_copy(update={"carried_from": FROM_OTHER}),)}
        )
    )
    assert [one.place for one in open_actions([older])] == [FROM_OTHER]
    assert [one.place for one in open_actions([newer, older])] == [BroughtForward(session=ID, action=1)]
    assert open_actions([opened((WORKER, DONE))]) == ()


def test_what_two_records_carried_on_at_once_is_open_in_the_newer_alone_S6() -> None:
    carrying = RECORD.model_copy(
        update={"actions": (ACTION.model_copy(update={"carried_from": FROM_OTHER}),)}
    )
    newest, meanwhile = opened(record=carrying), opened(record=carrying, session=UUID(int=103))
    assert [one.session for one in open_actions([newest, meanwhile])] == [ID]
    closed = opened((WORKER, DONE), record=carrying)
    assert open_actions([closed, meanwhile]) == ()


@pytest.mark.parametrize("by", [WORKER, SUPERVISOR])
def test_each_signs_the_text_that_they_read_once_S6(by: PersonId) -> None:
    session = given(*ON_RECORD)
    session.sign_record(by, opened(), DIGEST, **NAMED)
    assert session.new == [RecordAddedTo(by=by, added=SIGNED)]
    with pytest.raises(RecordSignedAlready):
        session.sign_record(by, opened((by, SIGNED)), DIGEST, **NAMED)
    session.sign_record(by, opened((STRANGER, SIGNED)), DIGEST, **NAMED)


def test_a_text_that_was_corrected_is_signed_anew_S6() -> None:
    session, now = given(*ON_RECORD), opened((WORKER, SIGNED), (SUPERVISOR, CORRECTION))
    with pytest.raises(RecordHasChanged):
        session.sign_record(WORKER, now, DIGEST, **NAMED)
    session.sign_record(WORKER, now, now.digest, **NAMED)
    assert now.digest == digest_of(ID, CORRECTED, SALT) != DIGEST


def test_who_does_not_sign_says_why_and_may_sign_later_S6() -> None:
    session = given(*ON_RECORD)
    session.refuse_record(WORKER, opened(), DIGEST, "I said more than that.")
    assert session.new == [RecordAddedTo(by=WORKER, added=REFUSED)]
    with pytest.raises(RecordSignedAlready):
        session.refuse_record(WORKER, opened((WORKER, REFUSED)), DIGEST, "Still.")
    session.sign_record(WORKER, opened((WORKER, REFUSED)), DIGEST, **NAMED)
    with pytest.raises(RecordSignedAlready):
        session.refuse_record(WORKER, opened((WORKER, SIGNED)), DIGEST, "Now not.")


def test_signing_locks_nothing_S6() -> None:
    both = opened((WORKER, SIGNED), (SUPERVISOR, SIGNED))
    session = given(
        *ON_RECORD, RecordAddedTo(by=WORKER, added=SIGNED), RecordAddedTo(by=SUPERVISOR, added=SIGNED)
    )
    session.add_addendum(WORKER, both, "And we laughed.", **NAMED)
    session.correct(SUPERVISOR, both, DIGEST, OUTLINE, [])
    session.close_action(SUPERVISOR, both, 1, Closing.DONE, None)
    assert session.new[0] == RecordAddedTo(by=WORKER, added=ADDENDUM)
    assert session.additions == (4, 5, 6, 7, 8)


def test_a_correction_is_the_whole_text_anew_and_keeps_every_action_S6() -> None:
    session = given(*ON_RECORD)
    reworded = Planned("Ask for two keys.", WORKER, number=1)
    record = session.correct(WORKER, opened(), DIGEST, OUTLINE, [Planned("Come early.", WORKER), reworded])
    assert session.new == [
        RecordAddedTo(by=WORKER, added=evened_out(Added(kind=Addition.CORRECTION, record=record)))
    ]
    assert [(one.number, one.what) for one in record.actions] == [
        (1, "Ask for two keys."),
        (2, "Come early."),
    ]
    assert session.correct(WORKER, opened(), DIGEST, OUTLINE, []).actions == RECORD.actions
    with pytest.raises(NoSuchAction):
        session.correct(WORKER, opened(), DIGEST, OUTLINE, [Planned("x", WORKER, number=9)])


def test_a_correction_made_from_another_text_than_the_record_has_now_undoes_none_S6() -> None:
    session = given(*ON_RECORD)
    with pytest.raises(RecordHasChanged):
        session.correct(WORKER, opened((SUPERVISOR, CORRECTION)), DIGEST, OUTLINE, [])
    assert session.new == []
    session.correct(WORKER, opened((SUPERVISOR, SIGNED), (SUPERVISOR, DONE)), DIGEST, OUTLINE, [])


def test_a_correction_does_not_forget_where_an_action_came_from_S6() -> None:
    carried = ACTION.model_copy(update={"carried_from": FROM_OTHER})
    record = RECORD.model_copy(update={"actions": (carried,), "goes_on_from": OTHER})
    read = opened(record=record)
    told = given(*ON_RECORD).correct(WORKER, read, read.digest, OUTLINE, [Planned("x", WORKER, number=1)])
    assert (told.actions[0].carried_from, told.goes_on_from) == (FROM_OTHER, OTHER)


def test_what_was_closed_is_reworded_no_more_S6() -> None:
    session = given(*ON_RECORD)
    with pytest.raises(ActionIsClosed):
        session.correct(WORKER, opened((SUPERVISOR, DONE)), DIGEST, OUTLINE, [Planned("x", WORKER, number=1)])
    assert session.correct(WORKER, opened((SUPERVISOR, DONE)), DIGEST, OUTLINE, []).actions == RECORD.actions


def test_an_action_is_named_once_in_a_correction_and_never_before_it_is_there_S6() -> None:
    twice = [Planned(what, WORKER, number=1) for what in ("x", "y")]
    with pytest.raises(NamedTwice) as refused:
        given(*ON_RECORD).correct(WORKER, opened(), DIGEST, OUTLINE, twice)
    assert refused.value.fields == ("actions.1.number",)
    with pytest.raises(NoSuchAction):
        given(*ON_RECORD).correct(
            WORKER, opened(), DIGEST, OUTLINE, [Planned("new", WORKER), Planned("x", WORKER, number=2)]
        )


def test_a_correction_adds_actions_up_to_a_hundred_S6() -> None:
    session, more = given(*ON_RECORD), [Planned("x", WORKER)] * (MOST - 1)
    record = session.correct(WORKER, opened(), DIGEST, OUTLINE, more)
    assert len(record.actions) == MOST == 100
    full = opened(record=record)
    with pytest.raises(TooManyActions):
        session.correct(WORKER, full, full.digest, OUTLINE, [Planned("one more", WORKER)])
    session.correct(WORKER, full, full.digest, OUTLINE, [Planned("y", WORKER, number=7)])


def test_all_that_is_open_goes_on_and_beside_a_hundred_nothing_new_is_planned_S6() -> None:
    before = [OpenAction(OTHER, Action(number=number, what="x", who=WORKER)) for number in range(1, MOST + 2)]
    with pytest.raises(TooManyActions):
        write(given(*TOOK_PLACE), SUPERVISOR, Planned("one more", WORKER), before=before[:MOST])
    carried = Planned("x", WORKER, carried_from=before[0].place)
    assert len(write(given(*TOOK_PLACE), SUPERVISOR, carried, before=before).actions) == MOST + 1


def test_an_action_is_done_or_dropped_for_a_reason_once_S6() -> None:
    session = given(*ON_RECORD)
    session.close_action(SUPERVISOR, opened(), 1, Closing.DONE, None)
    assert session.new == [RecordAddedTo(by=SUPERVISOR, added=DONE)]
    with pytest.raises(SayWhyItIsDropped):
        session.close_action(SUPERVISOR, opened(), 1, Closing.DROPPED, None)
    with pytest.raises(ActionIsClosed):
        session.close_action(SUPERVISOR, opened((WORKER, DONE)), 1, Closing.DROPPED, "Why.")
    with pytest.raises(NoSuchAction):
        session.close_action(SUPERVISOR, opened(), 2, Closing.DONE, None)


def test_an_action_that_went_on_is_closed_where_it_went_S6() -> None:
    session, gone_on = given(*ON_RECORD), replace(opened(), goes_on=frozenset({1}))
    with pytest.raises(ActionGoesOn):
        session.close_action(WORKER, gone_on, 1, Closing.DONE, None)
    with pytest.raises(ActionGoesOn):
        session.correct(WORKER, gone_on, DIGEST, OUTLINE, [Planned("x", WORKER, number=1)])
    added = session.correct(WORKER, gone_on, DIGEST, OUTLINE, [Planned("Come early.", WORKER)])
    assert added.actions == (*RECORD.actions, Action(number=2, what="Come early.", who=WORKER))


def carrying(what: str | None = "x", **other: Any) -> Action:
    return Action(number=1, what=what, who=WORKER, **other)


@pytest.mark.parametrize(
    ("later", "goes_on"),
    [
        (carrying(), False),
        (carrying(carried_from=FROM_OTHER), True),
        (carrying(carried_from=BroughtForward(session=OTHER, action=2)), False),
        (carrying(carried_from=BroughtForward(session=ID, action=1), began_in=FROM_OTHER), True),
        (carrying(first_in=FirstIn(session=OTHER, action=1, nonce="", secret="", commitment="")), True),
        (carrying(None, carried_from=FROM_OTHER), False),
    ],
    ids=["another", "from it", "from its neighbour", "from one since", "in its words", "erased"],
)
def test_an_action_goes_on_where_a_later_record_names_it_S6(later: Action, *, goes_on: bool) -> None:
    earlier = opened(session=OTHER)
    assert earlier.gone_on_in([later], frozenset({1} if later.what or later.first_in else ())) == (
        frozenset({1}) if goes_on else frozenset()
    )
    found = open_actions([opened(record=RECORD.model_copy(update={"actions": (later,)})), earlier])
    assert (FROM_OTHER in [one.place for one in found]) is not goes_on


def test_an_action_keeps_where_it_began_in_whatever_words_it_goes_on_S6() -> None:
    began = carrying(began_in=FROM_OTHER)
    before, second = [OpenAction(ID, began)], BroughtForward(session=ID, action=1)
    reworded = write(
        given(*TOOK_PLACE), WORKER, Planned("Otherwise.", WORKER, carried_from=second), before=before
    )
    assert (reworded.actions[0].began_in, reworded.actions[0].carried_from) == (FROM_OTHER, second)
    [unnamed] = write(given(*TOOK_PLACE), before=before).actions
    assert unnamed.began_in == FROM_OTHER
    [next_one] = write(given(*TOOK_PLACE), before=[OpenAction(OTHER, ACTION)]).actions
    assert next_one.began_in == FROM_OTHER
    read, again = opened(record=reworded), Planned("Again.", WORKER, number=1)
    [corrected] = given(*ON_RECORD).correct(WORKER, read, read.digest, OUTLINE, [again]).actions
    assert corrected.began_in == FROM_OTHER


@pytest.mark.parametrize(
    "add",
    [
        lambda session: session.sign_record(WORKER, opened(), DIGEST, **NAMED),
        lambda session: session.refuse_record(WORKER, opened(), DIGEST, "x"),
        lambda session: session.add_addendum(WORKER, opened(), "x", **NAMED),
        lambda session: session.correct(WORKER, opened(), DIGEST, OUTLINE, []),
        lambda session: session.close_action(WORKER, opened(), 1, Closing.DONE, None),
    ],
)
def test_nothing_is_added_to_what_is_not_written_S6(add: Any) -> None:
    with pytest.raises(NotWritten):
        add(given(*TOOK_PLACE))


def test_a_digest_is_of_this_session_and_of_every_word_S6() -> None:
    others = {
        digest_of(OTHER, RECORD, SALT),
        digest_of(ID, CORRECTED, SALT),
        digest_of(ID, RECORD, SALT[::-1]),
    }
    assert len(others | {DIGEST}) == 4
    assert opened().digest == DIGEST
    assert WRITTEN.record == RECORD


def test_by_its_length_nobody_tells_what_was_added_S6() -> None:
    lengths = {len(one.model_dump_json()) for one in (SIGNED, REFUSED, ADDENDUM, CORRECTION, DONE)}

    assert lengths == {4096}


def test_what_is_added_to_a_long_record_is_as_long_as_its_correction_also_once_it_is_short_S6() -> None:
    record = RECORD.model_copy(update={"agenda": ("Rundgänge. " * 27,) * 30})
    long, session = opened(record=record), given(*ON_RECORD)

    session.sign_record(WORKER, long, long.digest, **NAMED)
    session.refuse_record(SUPERVISOR, long, long.digest, "No.")
    session.add_addendum(WORKER, long, "And.", **NAMED)
    session.correct(WORKER, long, long.digest, record.model_copy(update={"outcomes": "Less."}), [])
    session.close_action(WORKER, long, 1, Closing.DONE, None)

    shorter = opened((WORKER, evened_out(Added(kind=Addition.CORRECTION, record=RECORD))), record=record)
    session.sign_record(WORKER, shorter, shorter.digest, **NAMED)

    lengths = {len(one.added.model_dump_json().encode()) for one in session.new}  # type: ignore[union-attr]
    assert lengths == {3 * 4096}
