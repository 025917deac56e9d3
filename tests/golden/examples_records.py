"""One example of every fact of performance records, dual relationships and feedback; nobody in it exists."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from services.sessions.events import dual_relationships, feedback, performance
from shared.facts import Fact
from shared.identity import AgencyId, PersonId, PlacementId

WORKER, SUPERVISOR, MANAGER = (PersonId(UUID(int=number)) for number in (11, 12, 13))
AGENCY: Final = AgencyId(UUID(int=21))
PLACEMENT: Final = PlacementId(UUID(int=31))
RECORD: Final = UUID(int=41)
FIRST, LAST = date(2026, 3, 2), date(2026, 12, 31)
_UNDER: Final[dict[str, Any]] = {"agreement": RECORD, "worker": WORKER, "agency": AGENCY}
EXAMPLES: Final[tuple[Fact, ...]] = (
    performance.PerformanceNoted(
        by=SUPERVISOR,
        placement=PLACEMENT,
        note=performance.Note(
            functions=("Welcomes people", "Co-leads the «Friday» group"),
            going_well="Everybody is greeted by name.",
            falling_short="The rota was missed twice.",
            discussion="Mornings are hard for both of us.",
        ),
        **_UNDER,
    ),
    performance.PerformanceShown(by=WORKER, upto=1),
    performance.PerformanceCommentAdded(by=WORKER, words="I was alone on the rota."),
    performance.PerformancePlanned(
        by=SUPERVISOR,
        plan=performance.Plan(steps="Come on time.", support="A rota for two.", starts=FIRST, ends=LAST),
    ),
    performance.PerformancePlanResulted(
        by=SUPERVISOR,
        result=performance.Result(outcome=performance.Outcome.PARTLY_MET, words="Since May, «always»."),
    ),
    performance.PerformanceRecordClosed(by=SUPERVISOR, words="Well done."),
    dual_relationships.DualRelationshipRaised(
        by=WORKER, supervisor=SUPERVISOR, words="We sing in the same choir.", **_UNDER
    ),
    dual_relationships.DualRelationshipWeighed(
        by=SUPERVISOR,
        weighed=dual_relationships.Weighed(
            answers=(dual_relationships.QuestionWeighed(question="K9-32", words="No, «not» yet."),),
            confident=False,
        ),
    ),
    dual_relationships.DualRelationshipDecided(
        by=WORKER,
        decision=dual_relationships.Decision(going_on=True, words="For this season."),
    ),
    feedback.FeedbackRoundOpened(
        by=MANAGER,
        agency=AGENCY,
        items=("K4-04", "K4-17"),
        starts=FIRST,
        ends=LAST,
    ),
    feedback.FeedbackRoundClosed(fewer_than=11, figures=(feedback.Figure(item="K4-04", tenths=37),)),
    feedback.FeedbackAnswersKept(round=RECORD, answers=(feedback.ItemAnswered(item="K4-04", value=5),)),
    feedback.FeedbackRespondentNoted(round=RECORD, person=WORKER),
)


KINDS: Final = {
    "performance-record": performance.PerformanceFact,
    "dual-relationship": dual_relationships.DualRelationshipFact,
    "feedback-round": feedback.FeedbackRoundFact,
    "feedback-answers": feedback.FeedbackAnswersKept,
    "feedback-respondent": feedback.FeedbackRespondentNoted,
}
"""Under which type of stream each is stored."""
