"""What a concern needs to be raised: acknowledged limits, one placement, grounds that rest on something, time to answer (C1, C2)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.sessions.domain.citing import Citable, GroundSaid, Law
from services.sessions.domain.clock import ClocksDisagree
from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_refusals import LimitsNotAcknowledged, NotYourStep, ToldInTheFuture
from services.sessions.domain.concern_unfit import (
    DangerOfWhat,
    GroundsUnfit,
    LawForbidsToTell,
    LawUnnamed,
    NoReasonForZero,
    NoSuchLaw,
    NoSuchSection,
    NothingToCite,
    SectionUnnamed,
    TheReportComesFirst,
    TooLittleTimeIsLeft,
    ZeroNeedsItsGround,
)
from services.sessions.domain.raising import Under
from services.sessions.events.codes import Ground
from services.sessions.events.concern_parts import HowTold, NamedGround
from services.sessions.events.concerns import ConcernNoticeGiven
from shared.aggregate import Refused, Unfit
from tests.sessions.concerning import (
    ACKNOWLEDGED,
    AUTHOR,
    CARE,
    CITABLE,
    ID,
    MANAGER,
    POLICY_SET,
    SAFE,
    STRANGER,
    UNDER,
    WORKER,
    at,
    raised,
    told,
)

CONDUCT = GroundSaid(Ground.CODE_OF_CONDUCT, "It is a line nobody crosses.", section="4.2")
ETHICS = GroundSaid(Ground.PROFESSIONAL_ETHICS, "Trust was broken.", section="II")
READ = CITABLE.digest_of("children")
REPORT = GroundSaid(Ground.MANDATORY_REPORTING, "A child.", law="children", law_digest=READ)


def under(other: Under, *grounds: GroundSaid, **more: Any) -> Concern:
    return Concern.give_notice(ID, other, AUTHOR, raised(*grounds, **more), at())


def first(concern: Concern) -> ConcernNoticeGiven:
    begun = concern.new[0]
    assert isinstance(begun, ConcernNoticeGiven)
    return begun


@pytest.mark.parametrize("acknowledged", [None, at(1).now])
def test_the_limits_were_acknowledged_before_the_worker_was_told_C1(acknowledged: Any) -> None:
    with pytest.raises(LimitsNotAcknowledged):
        under(replace(UNDER, limits_acknowledged_at=acknowledged))
    assert first(told()).limits_acknowledged_at == ACKNOWLEDGED


@pytest.mark.parametrize("somebody", [WORKER, MANAGER, STRANGER])
def test_it_is_raised_by_who_supervises_there_and_never_by_the_worker_about_themselves_C2(
    somebody: Any,
) -> None:
    with pytest.raises(NotYourStep):
        Concern.give_notice(ID, UNDER, somebody, raised(), at())
    both = replace(UNDER, supervisors=frozenset({AUTHOR, WORKER}))
    with pytest.raises(NotYourStep):
        Concern.give_notice(ID, both, WORKER, raised(), at())


def test_one_or_more_of_five_grounds_each_once_C1() -> None:
    with pytest.raises(GroundsUnfit):
        Concern.give_notice(ID, UNDER, AUTHOR, replace(raised(), grounds=()), at())
    with pytest.raises(GroundsUnfit):
        told(CARE, CARE)
    assert len(Ground) == 5
    assert first(told(CONDUCT, ETHICS, CARE, SAFE, REPORT)).grounds == tuple(Ground)


def test_every_ground_says_why_it_is_serious_C1() -> None:
    assert first(told(CARE, SAFE)).named == (
        NamedGround(ground=Ground.DUTY_OF_CARE, why_serious=CARE.why_serious),
        NamedGround(ground=Ground.SAFETY, why_serious=SAFE.why_serious),
    )
    for without in ("", "  "):
        with pytest.raises(ValueError, match="why_serious"):
            NamedGround(ground=Ground.SAFETY, why_serious=without)


def test_conduct_ethics_and_reporting_say_where_it_is_written_C1() -> None:
    told_of: Any = first(told(CONDUCT, ETHICS, REPORT)).named
    conduct, ethics, report = told_of

    assert (conduct.section, conduct.register_edition) == ("4.2", 3)
    assert (ethics.section, ethics.register_edition) == ("II", 1)
    assert (report.law, report.policy_set, report.policy_edition) == ("children", POLICY_SET, 2)


@pytest.mark.parametrize(
    ("ground", "refusal"),
    [
        (replace(CONDUCT, section=None), SectionUnnamed),
        (replace(CONDUCT, section="II"), NoSuchSection),
        (replace(ETHICS, section=None), SectionUnnamed),
        (replace(ETHICS, section="4.2"), NoSuchSection),
        (replace(CONDUCT, law="children"), NothingToCite),
        (replace(CARE, section="4.2"), NothingToCite),
        (replace(SAFE, law="children"), NothingToCite),
        (replace(REPORT, section="4.2"), NothingToCite),
        (replace(CONDUCT, law_digest=READ), NothingToCite),
        (replace(CARE, law_digest=READ), NothingToCite),
        (replace(REPORT, law=None), LawUnnamed),
        (replace(REPORT, law="another"), NoSuchLaw),
    ],
)
def test_each_ground_rests_on_what_belongs_to_it_and_on_nothing_else_C1(
    ground: GroundSaid, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        told(ground)


@pytest.mark.parametrize(
    ("ground", "field"),
    [
        (replace(ETHICS, section=None), "section"),
        (replace(ETHICS, section="4.2"), "section"),
        (replace(SAFE, section="4.2"), "section"),
        (replace(SAFE, law="children"), "law"),
        (replace(REPORT, law=None), "law"),
        (replace(REPORT, law="another"), "law"),
    ],
)
def test_of_several_grounds_it_is_said_which_rests_on_nothing_C1(ground: GroundSaid, field: str) -> None:
    for place, grounds in enumerate([(ground, CONDUCT), (CONDUCT, ground), (CONDUCT, CARE, ground)]):
        with pytest.raises(Unfit) as unfit:
            told(*grounds)
        assert unfit.value.fields == (f"grounds.{place}.{field}",)


def test_of_several_grounds_it_is_said_which_demands_a_report_C6() -> None:
    with pytest.raises(TheReportComesFirst) as first:
        told(CARE, replace(REPORT, law_digest=None))

    assert first.value.ground == "grounds.1"


def test_where_the_agency_keeps_no_register_nobody_can_be_said_to_have_broken_it_C1() -> None:
    with pytest.raises(NoSuchSection):
        told(CONDUCT, citable=Citable())
    with pytest.raises(NoSuchLaw):
        told(REPORT, citable=Citable())


def test_mandatory_reporting_tells_authority_and_deadline_before_anything_is_recorded_C6() -> None:
    with pytest.raises(TheReportComesFirst) as first:
        told(replace(REPORT, law_digest=None))

    assert (first.value.law.authority, first.value.law.within_hours) == ("The child welfare office", 24)
    assert told(replace(REPORT, law_digest=first.value.digest))


@pytest.mark.parametrize(
    "other",
    [
        replace(CITABLE, policy_edition=3),
        replace(CITABLE, policy_set=ID),
        *(
            replace(CITABLE, laws={"children": replace(CITABLE.laws["children"], **changed)})
            for changed in (
                {"authority": "The other office"},
                {"within_hours": 23},
                {"source": "Act 13"},
                {"worker_may_be_told": "after-report"},
            )
        ),
    ],
    ids=["edition", "set", "authority", "hours", "source", "may-be-told"],
)
def test_what_was_read_of_a_law_counts_for_that_very_law_alone_C6(other: Citable) -> None:
    with pytest.raises(TheReportComesFirst) as anew:
        told(REPORT, citable=other)
    assert told(replace(REPORT, law_digest=anew.value.digest), citable=other)
    with pytest.raises(TheReportComesFirst):
        told(replace(REPORT, law_digest=anew.value.digest))


def test_what_was_read_of_one_law_does_not_count_for_another_C6() -> None:
    both = replace(CITABLE, laws={**CITABLE.laws, "elders": CITABLE.laws["children"]})
    with pytest.raises(TheReportComesFirst):
        told(replace(REPORT, law="elders"), citable=both)


@pytest.mark.parametrize("refusal", [TheReportComesFirst, LawUnnamed])
def test_talk_of_self_harm_or_harm_to_others_is_said_not_to_be_that_ground_by_itself_C1(
    refusal: type[Refused],
) -> None:
    assert "Talk of self-harm, or of harm to others, is not by itself this ground" in str(refusal.__doc__)


@pytest.mark.parametrize("ground", [CONDUCT, ETHICS, CARE, SAFE, REPORT])
def test_no_time_at_all_is_for_safety_and_reporting_and_with_a_reason_C2(ground: GroundSaid) -> None:
    if ground in (SAFE, REPORT):
        assert first(told(ground, answer_hours=0, why_zero="She is on her way.")).answer_hours == 0
        assert told(CARE, ground, answer_hours=0, why_zero="She is on her way.")
    else:
        with pytest.raises(ZeroNeedsItsGround):
            told(ground, answer_hours=0, why_zero="We are in a hurry.")
    with pytest.raises(ZeroNeedsItsGround):
        told(ground, answer_hours=0)
    with pytest.raises(NoReasonForZero):
        told(ground, why_zero="Though there is time.")


@pytest.mark.parametrize("ground", [CONDUCT, ETHICS, CARE])
def test_immediate_danger_is_a_matter_of_safety_or_reporting_C2(ground: GroundSaid) -> None:
    with pytest.raises(DangerOfWhat):
        told(ground, immediate_danger=True)
    assert told(ground, SAFE, immediate_danger=True).immediate_danger


def test_nobody_is_told_in_the_future_C2() -> None:
    for zero in ({}, {"answer_hours": 0, "why_zero": "Now."}):
        with pytest.raises(ToldInTheFuture):
            told(SAFE, told_at=at(0.1).now, **zero)


@pytest.mark.parametrize(
    ("hours_ago", "lawful"), [(0, True), (46.9, True), (47, True), (47.1, False), (99, False)]
)
def test_what_is_recorded_late_leaves_an_hour_at_least_so_that_no_time_is_cut_by_dating_back_C2(
    hours_ago: float, lawful: bool
) -> None:
    when = at().now - timedelta(hours=hours_ago)
    if lawful:
        assert told(told_at=when).time.ends == when + timedelta(hours=48)
    else:
        with pytest.raises(TooLittleTimeIsLeft):
            told(told_at=when)


def test_a_time_to_answer_begins_by_a_clock_that_another_bears_out_C2() -> None:
    unsure = at(agrees=False)
    for how in (HowTold.IN_PERSON, HowTold.MESSAGE):
        with pytest.raises(ClocksDisagree):
            Concern.give_notice(ID, UNDER, AUTHOR, raised(how=how), unsure)
    now = raised(SAFE, answer_hours=0, why_zero="She is on her way.")
    assert Concern.give_notice(ID, UNDER, AUTHOR, now, unsure)


def test_no_time_is_less_than_none_C2() -> None:
    with pytest.raises(TooLittleTimeIsLeft):
        told(how=HowTold.MESSAGE, answer_hours=-1)


def test_where_law_forbids_to_tell_the_worker_no_notice_names_it_beside_whatever_else_C6() -> None:
    law = Law("The child welfare office", 24, "Act 12, section 125", "no")
    citable = Citable(laws={"children": law})
    ground = replace(REPORT, law_digest=citable.digest_of("children"))
    for grounds in ((ground,), (ground, CARE), (CARE, ground)):
        with pytest.raises(LawForbidsToTell):
            told(*grounds, citable=citable)
    assert told(CARE, citable=citable).grounds == (Ground.DUTY_OF_CARE,)
