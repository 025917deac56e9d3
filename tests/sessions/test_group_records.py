"""What is written of a meeting, and what people bring to it: by whom, once, and signed as it was read (S6, S9, S10)."""

from collections.abc import Callable
from typing import Any, Final

import pytest

from services.sessions.catalogues.procedures import STEPS
from services.sessions.domain.action_plans import OpenAction, Plan, Planned
from services.sessions.domain.contributions import MOST, Contribution, contribution_of
from services.sessions.domain.evened import evened_out
from services.sessions.domain.group_reads import AsItReads, digest
from services.sessions.domain.group_refusals import (
    Enough,
    NoIssueOfTheirs,
    NoSuchStep,
    NotHeld,
    NotThere,
    NotWrittenYet,
    NotYourPart,
    OneIssueEach,
    OnlyOfGroupSupervision,
    RecordHasChanged,
    SignedAlready,
    TheirsWhoBroughtIt,
    WrittenAlready,
)
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.record_refusals import (
    ActionGoesOn,
    ActionIsClosed,
    NoSuchAction,
    NotAnOpenAction,
    SayWhyItIsDropped,
)
from services.sessions.events.codes import Format
from services.sessions.events.contributions import Contributed, ContributionMade, ContributionShared
from services.sessions.events.group_sessions import (
    FacilitatorSigned,
    GroupAdded,
    GroupAddition,
    GroupRecord,
    GroupRecordAddedTo,
    GroupRecordWritten,
)
from services.sessions.events.records import Action, BroughtForward, Closing
from shared.identity import PersonId
from tests.sessions.group_acts import (
    HARBOUR,
    HELD,
    ID,
    IN_OUTLINE,
    JORDAN,
    MAYA,
    MEETING,
    RECORD,
    SALT,
    SAM,
    STRANGER,
    WRITTEN,
    circle,
    meeting,
    scheduled,
)

READ = digest(MEETING, RECORD, SALT)
READS = AsItReads(READ, signed=False)
NAMED = {"printed_name": "Maya Winter", "meaning": "So it was."}


def held(*more: Any) -> GroupSession:
    return meeting(scheduled(), HELD, *more)


def of_a_circle(*more: Any) -> GroupSession:
    return meeting(scheduled(circle()), HELD.model_copy(update={"facilitator": None}), *more)


def write(one: GroupSession, by: PersonId = SAM, record: GroupRecord = RECORD, **other: Any) -> None:
    told: dict[str, Any] = {"present": True, "brought": True}
    one.write(by, record, SALT, **told | other)


def test_who_facilitated_writes_the_record_once_S6() -> None:
    one = held()
    write(one)
    assert one.new == [WRITTEN]
    with pytest.raises(WrittenAlready):
        write(held(WRITTEN))
    with pytest.raises(NotYourPart):
        write(held(), MAYA)


def test_in_co_reflection_any_who_took_part_writes_it_and_nobody_else_S10() -> None:
    write(of_a_circle(), JORDAN, IN_OUTLINE)
    with pytest.raises(NotYourPart):
        write(of_a_circle(), JORDAN, IN_OUTLINE, present=False)


def test_nothing_is_written_or_signed_of_a_meeting_that_was_not_held_S6() -> None:
    commands: list[Callable[[GroupSession], None]] = [
        write,
        lambda one: one.add(SAM, READS, "More.", *NAMED.values(), present=True),
        lambda one: one.sign(SAM, READS, READ, *NAMED.values(), present=True),
        lambda one: one.sign_as_facilitator(SAM, *NAMED.values()),
    ]
    for command in commands:
        with pytest.raises(NotHeld):
            command(meeting())


@pytest.mark.parametrize(
    ("record", "circle"),
    [
        (RECORD, True),
        (GroupRecord(picked=MAYA), True),
        (GroupRecord(chosen_way="Say so."), False),
        (GroupRecord(chosen_way="Say so."), True),
    ],
)
def test_a_way_is_chosen_for_an_issue_that_was_picked_in_group_supervision_S9(
    record: GroupRecord, circle: bool
) -> None:
    with pytest.raises(OnlyOfGroupSupervision):
        write(of_a_circle() if circle else held(), record=record)


def test_only_an_issue_that_somebody_brought_is_picked_S9() -> None:
    with pytest.raises(NoIssueOfTheirs) as refusal:
        write(held(), brought=False)
    assert refusal.value.fields == ("record.picked",)
    write(held(), record=IN_OUTLINE, brought=False)


def test_all_who_were_there_add_to_it_correct_it_and_sign_it_S6() -> None:
    one = held(WRITTEN)
    one.add(MAYA, READS, "More.", *NAMED.values(), present=True)
    one.correct(JORDAN, READS, READ, IN_OUTLINE, present=True, brought=False)
    one.sign(MAYA, READS, READ, *NAMED.values(), present=True)
    one.refuse(JORDAN, READS, READ, "It was otherwise.", present=True)

    told = [
        GroupAdded(kind=GroupAddition.ADDENDUM, words="More.", **NAMED),
        GroupAdded(kind=GroupAddition.CORRECTION, record=IN_OUTLINE),
        GroupAdded(kind=GroupAddition.SIGNATURE, digest=READ, **NAMED),
        GroupAdded(kind=GroupAddition.REFUSAL, digest=READ, words="It was otherwise."),
    ]
    by = (MAYA, JORDAN, MAYA, JORDAN)
    assert one.new == [
        GroupRecordAddedTo(by=who, added=evened_out(it)) for who, it in zip(by, told, strict=True)
    ]


def test_what_was_added_is_one_kind_of_fact_whatever_it_was_C5() -> None:
    one = held(WRITTEN)
    one.add(MAYA, READS, "More.", *NAMED.values(), present=True)
    one.sign(MAYA, READS, READ, *NAMED.values(), present=True)

    assert {fact.kind for fact in one.new} == {"sessions.GroupRecordAddedTo"}
    assert {tuple(type(fact).model_fields) for fact in one.new} == {("by", "added")}


def test_nobody_adds_who_was_not_there_and_nothing_is_added_to_what_is_not_there_S9() -> None:
    commands: list[Callable[[GroupSession, bool], None]] = [
        lambda one, present: one.add(MAYA, READS, "More.", *NAMED.values(), present=present),
        lambda one, present: one.correct(MAYA, READS, READ, IN_OUTLINE, present=present, brought=False),
        lambda one, present: one.sign(MAYA, READS, READ, *NAMED.values(), present=present),
        lambda one, present: one.refuse(MAYA, READS, READ, "No.", present=present),
    ]
    for command in commands:
        with pytest.raises(NotYourPart):
            command(held(WRITTEN), False)
        with pytest.raises(NotWrittenYet):
            command(held(), True)


def test_what_is_signed_is_what_was_read_S6() -> None:
    with pytest.raises(RecordHasChanged):
        held(WRITTEN).sign(MAYA, READS, "0" * 64, *NAMED.values(), present=True)
    with pytest.raises(SignedAlready):
        held(WRITTEN).sign(MAYA, AsItReads(READ, signed=True), READ, *NAMED.values(), present=True)


def test_who_said_why_they_do_not_sign_may_sign_later_and_not_the_other_way_round_S6() -> None:
    said_no = AsItReads(READ, signed=False, refused=True)
    held(WRITTEN).sign(MAYA, said_no, READ, *NAMED.values(), present=True)
    for reads in (said_no, AsItReads(READ, signed=True)):
        with pytest.raises(SignedAlready):
            held(WRITTEN).refuse(MAYA, reads, READ, "No.", present=True)


def test_a_digest_is_of_one_meeting_and_every_word_and_says_nothing_without_its_salt_S6() -> None:
    others = {
        digest(MEETING, IN_OUTLINE, SALT),
        digest(ID, RECORD, SALT),
        digest(MEETING, RECORD, bytes(32)),
        digest(MEETING, RECORD.model_copy(update={"learning": "A report"}), SALT),
    }
    assert len(others | {READ}) == 5


def test_who_facilitated_signs_that_it_took_place_so_and_nobody_does_of_a_circle_S6() -> None:
    one = held()
    one.sign_as_facilitator(SAM, *NAMED.values())
    assert one.new == [FacilitatorSigned(by=SAM, **NAMED)]
    with pytest.raises(SignedAlready):
        one.sign_as_facilitator(SAM, *NAMED.values())
    for other, by in ((held(), MAYA), (of_a_circle(), MAYA)):
        with pytest.raises(NotYourPart):
            other.sign_as_facilitator(by, *NAMED.values())


DO: Final = Planned("Ask the team.", MAYA)
OPEN: Final = OpenAction(ID, Action(number=2, what="Bring the form.", who=JORDAN))
PLAN: Final = Plan(
    (
        Action(number=1, what="Ask the team.", who=MAYA),
        Action(number=2, what="Bring the form.", who=MAYA),
        Action(number=3, what="Come early.", who=MAYA),
        Action(number=4, who=MAYA),
    ),
    closed=frozenset({2}),
    goes_on=frozenset({3}),
)
WITH_A_PLAN: Final = AsItReads(READ, signed=False, plan=PLAN, texts=(RECORD,))


def recorded_by(one: GroupSession) -> Any:
    """What the last fact has sealed, before it is."""
    fact = one.new[-1]
    return fact.record if isinstance(fact, GroupRecordWritten) else fact.added  # type: ignore[union-attr]


def test_actions_are_numbered_and_of_those_who_were_there_S6() -> None:
    one = held()
    write(one, planned=[DO, Planned("Come early.", SAM)], there={MAYA, SAM})
    assert recorded_by(one).actions == (
        Action(number=1, what="Ask the team.", who=MAYA),
        Action(number=2, what="Come early.", who=SAM),
    )
    with pytest.raises(NotThere) as refusal:
        write(held(), planned=[DO, Planned("Come early.", JORDAN)], there={MAYA})
    assert refusal.value.fields == ("record.actions.1.who",)
    with pytest.raises(NotThere):
        held(WRITTEN).correct(
            MAYA, READS, READ, IN_OUTLINE, present=True, brought=False, planned=[DO], there={JORDAN}
        )


def test_of_what_is_open_elsewhere_goes_on_what_is_named_and_nothing_else_S9() -> None:
    one = held()
    write(one, before=[OPEN], there={MAYA})
    assert recorded_by(one).actions == ()
    named = Planned("Bring the form.", MAYA, carried_from=OPEN.place)
    one = held()
    write(one, planned=[named], before=[OPEN], there={MAYA})
    (action,) = recorded_by(one).actions
    assert (action.number, action.who, action.carried_from) == (1, MAYA, OPEN.place)
    for planned in ([named, named], [Planned("x", MAYA, carried_from=BroughtForward(session=ID, action=9))]):
        with pytest.raises(NotAnOpenAction):
            write(held(), planned=planned, before=[OPEN], there={MAYA})


def test_an_action_is_closed_or_goes_on_once_S6() -> None:
    one = held(WRITTEN)
    one.close_action(MAYA, WITH_A_PLAN, 1, Closing.DONE, None, present=True)
    assert (recorded_by(one).action, recorded_by(one).closing) == (1, Closing.DONE)
    one.go_on_with(MAYA, WITH_A_PLAN, 1, ID, present=True)
    assert (recorded_by(one).action, recorded_by(one).goes_on_in) == (1, ID)
    with pytest.raises(SayWhyItIsDropped):
        one.close_action(MAYA, WITH_A_PLAN, 1, Closing.DROPPED, None, present=True)
    for number, refusal in ((2, ActionIsClosed), (3, ActionGoesOn), (9, NoSuchAction)):
        with pytest.raises(refusal):
            one.close_action(MAYA, WITH_A_PLAN, number, Closing.DONE, None, present=True)
        with pytest.raises(refusal):
            one.go_on_with(MAYA, WITH_A_PLAN, number, ID, present=True)
    for refused in (
        lambda: one.close_action(STRANGER, WITH_A_PLAN, 1, Closing.DONE, None, present=False),
        lambda: one.go_on_with(STRANGER, WITH_A_PLAN, 1, ID, present=False),
    ):
        with pytest.raises(NotYourPart):
            refused()


def test_what_was_erased_where_it_was_written_first_is_open_no_more_S6() -> None:
    assert [one.number for one in PLAN.open] == [1]


def test_a_correction_made_from_another_text_than_the_record_has_now_undoes_none_S6() -> None:
    one = held(WRITTEN)
    with pytest.raises(RecordHasChanged):
        one.correct(MAYA, READS, "f" * 64, IN_OUTLINE, present=True, brought=False)
    assert one.new == []


def test_a_correction_keeps_every_action_and_rewords_what_is_open_S6() -> None:
    def corrected(*planned: Planned) -> Any:
        one = held(WRITTEN)
        one.correct(
            MAYA, WITH_A_PLAN, READ, IN_OUTLINE, present=True, brought=False, planned=planned, there={MAYA}
        )
        return recorded_by(one).record.actions

    assert corrected() == PLAN.actions
    assert [one.what for one in corrected(Planned("Ask them.", MAYA, number=1), DO)] == [
        *("Ask them.", "Bring the form.", "Come early.", None, "Ask the team.")
    ]
    for number, refusal in ((2, ActionIsClosed), (3, ActionGoesOn), (9, NoSuchAction)):
        with pytest.raises(refusal):
            corrected(Planned("x", MAYA, number=number))


def test_whatever_is_added_is_as_long_as_a_correction_to_what_the_record_ever_read_C5() -> None:
    long = RECORD.model_copy(update={"outcomes": "x" * 9000})
    one, reads = held(WRITTEN), AsItReads(READ, signed=False, plan=PLAN, texts=(long, RECORD))
    one.close_action(MAYA, reads, 1, Closing.DONE, None, present=True)
    one.add(MAYA, reads, "More.", *NAMED.values(), present=True)
    one.sign(MAYA, reads, READ, *NAMED.values(), present=True)
    one.correct(MAYA, reads, READ, RECORD, present=True, brought=True)
    sizes = {len(fact.added.model_dump_json()) for fact in one.new}  # type: ignore[union-attr]
    assert len(sizes) == 1


def bring(
    step: str,
    *before: str,
    by: PersonId = MAYA,
    on: PersonId | None = None,
    format: Format = Format.GROUP,
    brought: bool = True,
    beforehand: bool = True,
) -> Contribution:
    return Contribution.make(
        by=by,
        agency=HARBOUR,
        group=ID,
        group_session=MEETING,
        format=format,
        contributed=Contributed(step=step, on=on, words="How to leave in time."),
        before=before,
        brought=brought,
        beforehand=beforehand,
    )


def test_each_brings_one_issue_S9() -> None:
    one = bring("K17-01")
    told = Contributed(step="K17-01", words="How to leave in time.")
    assert one.new == [
        ContributionMade(by=MAYA, number=1, group=ID, group_session=MEETING, agency=HARBOUR, contributed=told)
    ]
    with pytest.raises(OneIssueEach):
        bring("K17-01", "K17-06", "K17-01")


@pytest.mark.parametrize("step", ["K17-03", "K17-05"])
def test_an_issue_is_laid_out_and_its_way_chosen_by_the_one_who_brought_it_S9(step: str) -> None:
    bring(step, "K17-01")
    with pytest.raises(TheirsWhoBroughtIt):
        bring(step, "K17-06")


def test_all_offer_ideas_for_an_issue_that_somebody_brought_S9() -> None:
    bring("K17-04", by=JORDAN, on=MAYA)
    bring("K17-04", by=SAM, on=MAYA)
    for on, brought in ((None, False), (MAYA, False)):
        with pytest.raises(NoIssueOfTheirs):
            bring("K17-04", by=JORDAN, on=on, brought=brought)
    with pytest.raises(NoIssueOfTheirs):
        bring("K17-06", by=JORDAN, on=MAYA)


@pytest.mark.parametrize(
    ("step", "format"),
    [
        ("K17-02", Format.GROUP),
        ("K17-08", Format.GROUP),
        ("K17-01", Format.CO_REFLECTION),
        ("K17", Format.GROUP),
    ],
)
def test_a_step_belongs_to_what_the_group_does_S9(step: str, format: Format) -> None:
    with pytest.raises(NoSuchStep):
        bring(step, format=format)


@pytest.mark.parametrize("step", [one.code for one in STEPS if one.format is Format.CO_REFLECTION])
def test_every_step_of_co_reflection_has_room_for_what_somebody_says_S10(step: str) -> None:
    bring(step, step, format=Format.CO_REFLECTION)


def test_each_lies_under_an_id_and_so_a_key_of_its_own_S9() -> None:
    ids = {contribution_of(MEETING, who, number) for who in (MAYA, STRANGER) for number in (1, 2)}
    assert len(ids) == 4
    assert bring("K17-06", "K17-01").id == contribution_of(MEETING, MAYA, 2)


def test_nobody_brings_without_end_S9() -> None:
    with pytest.raises(Enough):
        bring("K17-06", *["K17-06"] * MOST)


def test_what_was_brought_is_shared_once_by_the_one_who_brought_it_S9() -> None:
    one = bring("K17-01")
    with pytest.raises(TheirsWhoBroughtIt):
        one.share(JORDAN)
    for _ in range(2):
        one.share(MAYA)
    assert one.new[1:] == [ContributionShared(by=MAYA)]
    assert Contribution(one.id, one.new).shared


@pytest.mark.parametrize("beforehand", [True, False])
@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("signed", [True, False])
def test_what_was_brought_beforehand_opens_by_its_authors_own_word_alone_S9(
    beforehand: bool, there: bool, signed: bool
) -> None:
    one = bring("K17-01", beforehand=beforehand)
    assert one.opens(there=there, signed=signed) == (signed if beforehand else there)
    one.share(MAYA)
    assert Contribution(one.id, one.new).opens(there=there, signed=signed)


def test_what_was_recorded_before_that_was_noted_is_taken_as_brought_beforehand_S9() -> None:
    (made,) = bring("K17-01", beforehand=False).new
    unnoted = type(made).model_validate(made.model_dump(exclude={"beforehand"}))
    assert Contribution(MEETING, [unnoted]).beforehand
