"""Evaluations after any session: in a group, in co-reflection, with a third, each between two who were there (S8, S9, S10, S12)."""

from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from services.sessions.domain.evaluation import Evaluation
from services.sessions.domain.evaluation_refusals import (
    NotBetweenThoseTwo,
    NotHeldYet,
    NothingEvaluated,
    NotTheirSession,
    NotThereWithYou,
    OneThingRated,
    ShownToNobodyElse,
)
from services.sessions.domain.met import Met
from services.sessions.domain.session import Session
from services.sessions.events.evaluations import (
    EvaluationAddedTo,
    FormativeEvaluationGivenTo,
    FormativeTo,
    Rated,
    Rating,
    Whose,
)
from services.sessions.forms.shown_first import seen_by
from services.sessions.policy import EVALUATIONS
from services.sessions.policy.evaluation import (
    relate_to_evaluation,
    stands_after_meeting,
    stands_after_session,
)
from shared.aggregate import Refused
from shared.identity import PersonId
from tests.golden.keeping import record_of
from tests.sessions import acts, group_acts
from tests.sessions.acts import AGREED_TO, CONTACT, SUPERVISOR, THIRD, WITH_A_THIRD, WORKER
from tests.sessions.acts import HELD as SESSION_HELD
from tests.sessions.group_acts import HARBOUR, HELD, JORDAN, MAYA, MEETING, PETRA, SAM, STRANGER

ID: Final = UUID(int=201)
SAID: Final = FormativeTo(of=Whose.OTHER, went_well="You kept to the time.")
GROUP: Final = group_acts.meeting(group_acts.scheduled(), HELD)
CIRCLE: Final = group_acts.meeting(
    group_acts.scheduled(group_acts.circle()), HELD.model_copy(update={"facilitator": MAYA})
)
OF_THREE: Final = Session(acts.ID, (WITH_A_THIRD, AGREED_TO, SESSION_HELD))
GIVEN: Final = FormativeEvaluationGivenTo(
    by=MAYA, to=SAM, session=MEETING, group=group_acts.ID, agency=HARBOUR, said=SAID
)


def gives(met: Met, by: PersonId, to: PersonId, said: FormativeTo = SAID) -> Evaluation:
    return Evaluation.give_to(ID, met, by=by, to=to, said=said)


def at(meeting: Any, *there: PersonId) -> Met:
    return Met.at_meeting(meeting, there)


@pytest.mark.parametrize("of", list(Whose))
@pytest.mark.parametrize(("by", "to"), [(MAYA, SAM), (SAM, MAYA)])
def test_after_a_meeting_of_a_group_who_was_there_and_who_facilitated_evaluate_each_other_and_themselves_S8_S9(
    by: PersonId, to: PersonId, of: Whose
) -> None:
    said = SAID.model_copy(update={"of": of})

    assert gives(at(GROUP, SAM, MAYA), by, to, said).new == [
        GIVEN.model_copy(update={"by": by, "to": to, "said": said})
    ]


def test_of_two_members_of_a_group_neither_supervised_the_other_S9() -> None:
    with pytest.raises(NotBetweenThoseTwo) as refused:
        gives(at(GROUP, MAYA, JORDAN), MAYA, JORDAN)
    assert refused.value.fields == ("formative.to",)


def test_in_co_reflection_any_two_who_took_part_do_S10() -> None:
    for by, to in ((MAYA, JORDAN), (JORDAN, MAYA), (SAM, JORDAN)):
        assert gives(at(CIRCLE, by, to), by, to).two == {by, to}


@pytest.mark.parametrize("other", [WORKER, SUPERVISOR])
def test_in_co_supervision_the_third_and_either_of_the_two_do_S12(other: PersonId) -> None:
    for by, to in ((THIRD, other), (other, THIRD)):
        made = gives(Met.in_session(OF_THREE), by, to)
        [told] = made.new
        assert isinstance(told, FormativeEvaluationGivenTo)
        assert (told.session, told.group, told.agreement) == (acts.ID, None, CONTACT.agreement)
        assert made.two == {by, to}
        assert made.agency == CONTACT.agency


def test_worker_and_supervisor_have_their_own_way_also_where_a_third_was_there_S12() -> None:
    for session in (OF_THREE, Session(acts.ID, (CONTACT,))):
        with pytest.raises(NotBetweenThoseTwo):
            gives(Met.in_session(session), WORKER, SUPERVISOR)


def test_a_third_to_whom_the_worker_did_not_agree_was_not_there_S12() -> None:
    never = Session(acts.ID, (WITH_A_THIRD,))

    assert Met.in_session(never).there == {WORKER, SUPERVISOR}
    assert stands_after_session(never, THIRD) == frozenset()
    assert stands_after_session(OF_THREE, THIRD) == {"there"}


@pytest.mark.parametrize(
    ("by", "to", "why"),
    [
        (MAYA, JORDAN, NotThereWithYou),
        (MAYA, STRANGER, NotThereWithYou),
        (SAM, SAM, NotThereWithYou),
        (JORDAN, SAM, NotTheirSession),
        (STRANGER, MAYA, NotTheirSession),
    ],
)
def test_both_were_there_and_are_two_S8(by: PersonId, to: PersonId, why: type[Refused]) -> None:
    with pytest.raises(why):
        gives(at(GROUP, SAM, MAYA), by, to)


def test_what_was_not_held_is_not_evaluated_S8() -> None:
    for met in (
        at(group_acts.meeting(), SAM, MAYA),
        Met.in_session(Session(acts.ID, (WITH_A_THIRD, AGREED_TO))),
    ):
        with pytest.raises(NotHeldYet):
            gives(met, SAM if met.group else THIRD, MAYA if met.group else WORKER)


def test_something_is_said_and_each_line_rates_one_thing_S8_K7() -> None:
    with pytest.raises(NothingEvaluated):
        gives(at(GROUP, SAM, MAYA), MAYA, SAM, FormativeTo(of=Whose.ONESELF))
    with pytest.raises(OneThingRated) as refused:
        gives(
            at(GROUP, SAM, MAYA),
            SAM,
            MAYA,
            FormativeTo(of=Whose.OTHER, rated=(Rated(rating=Rating.GROWING),)),
        )
    assert refused.value.fields == ("formative.rated.0.competency", "formative.rated.0.function")


def test_it_lies_between_the_two_alike_and_is_shown_to_nobody_S8() -> None:
    added = EvaluationAddedTo(by=SAM, words="I noticed it too.")
    evaluation = Evaluation(ID, (GIVEN, added))
    records = [record_of(fact) for fact in (GIVEN, added)]

    assert evaluation.two == {MAYA, SAM}
    assert (evaluation.status, evaluation.shown) == ("given", 0)
    for one in (MAYA, SAM):
        assert seen_by(evaluation, records, one) == records
    with pytest.raises(ShownToNobodyElse):
        evaluation.show(MAYA, 1)


def test_nobody_stands_to_it_by_any_role_and_the_directory_is_not_even_asked_S8() -> None:
    evaluation, directory = Evaluation(ID, (GIVEN,)), object()

    def stands(person: PersonId) -> frozenset[str]:
        return relate_to_evaluation(evaluation, person, directory, supervises=True)  # type: ignore[arg-type]

    assert [stands(one) for one in (MAYA, SAM)] == [{"author"}, {"recipient"}]
    assert {stands(one) for one in (JORDAN, PETRA, STRANGER)} == {frozenset()}


@pytest.mark.parametrize("stands", ["author", "recipient"])
def test_the_two_see_read_and_add_and_do_nothing_else_with_it_S8(stands: str) -> None:
    allowed = {
        one for one in EVALUATIONS.actions if EVALUATIONS.decide(frozenset({stands}), one, "given").allowed
    }

    assert allowed == {"see", "read-words", "add", "see-accesses"}


PEOPLE: Final = (MAYA, JORDAN, SAM, PETRA)


@drawn(
    kind=st.sampled_from(["group", "circle"]),
    present=st.sets(st.sampled_from((MAYA, JORDAN, PETRA))),
    held=st.booleans(),
    by=st.sampled_from(PEOPLE),
    to=st.sampled_from(PEOPLE),
)
def test_whoever_was_not_there_neither_gives_nor_gets_any_S8_S9_S10(
    kind: str, present: set[PersonId], held: bool, by: PersonId, to: PersonId
) -> None:
    """Against the sentence itself: two who were there, and in a group one of them facilitated."""
    set_for = group_acts.scheduled(group_acts.circle() if kind == "circle" else group_acts.group())
    meeting = group_acts.meeting(set_for, *((HELD,) if held else ()))
    here = present | ({SAM} if kind == "group" and held else set())
    lawful = held and by != to and {by, to} <= here and (kind == "circle" or SAM in (by, to))
    met = Met.at_meeting(meeting, here & {by, to})

    try:
        made = gives(met, by, to)
    except Refused:
        assert not lawful
    else:
        assert lawful
        assert made.two == {by, to} <= here


def test_who_stands_where_at_a_meeting_goes_by_whether_they_were_there_S9() -> None:
    for one in ("facilitator", "attended", "took-part"):
        assert stands_after_meeting(frozenset({one, "member"})) == {"there"}
    for one in ("member", "participant", "later"):
        assert stands_after_meeting(frozenset({one})) == frozenset()
