"""One example of every fact of a diary, an evaluation and a goal, with all of its fields filled; nobody in it exists."""

from datetime import date
from typing import Final
from uuid import UUID

from services.sessions.events import diary, evaluations, goals
from shared.facts import Fact
from shared.identity import AgencyId, PersonId, PlacementId

WORKER, SUPERVISOR = PersonId(UUID(int=11)), PersonId(UUID(int=12))
AGENCY, PLACEMENT = AgencyId(UUID(int=21)), PlacementId(UUID(int=31))
AGREEMENT, SESSION, ENTRY, PIECE, GROUP = (UUID(int=number) for number in (41, 43, 44, 45, 46))
SAID: Final = diary.DiaryEntry(
    title="After the group",
    on=date(2026, 3, 1),
    prompts=("K27-10",),
    text="I had an answer ready «before» the question.\nSecond line.",
)
SHOWN: Final = diary.PortfolioPiece(
    title="Learning to explore",
    on=date(2026, 3, 1),
    prompts=("K27-10",),
    competencies=("K7-63",),
    text="I ask first, «ü».\nSecond line.",
)
RATED: Final = (
    evaluations.Rated(
        competency="K7-12",
        function="Runs the «Friday» group",
        rating=evaluations.Rating.STEADY,
        words="In groups above all.",
    ),
)
ANSWERS: Final = goals.FiveAnswers(
    change="Speak up in the «team».",
    strengths="I notice early.",
    how="By notes.",
    sign="They ask me.",
    support="Time before the meeting.",
)
EXAMPLES: Final[tuple[Fact, ...]] = (
    diary.DiaryEntryListed(owner=WORKER, entry=ENTRY),
    diary.DiaryEntryStruck(entry=ENTRY),
    diary.PortfolioPieceListed(piece=PIECE),
    diary.PortfolioPieceStruck(piece=PIECE),
    diary.DiaryEntryWritten(owner=WORKER, entry=SAID),
    diary.DiaryEntryRevised(entry=SAID),
    diary.DiaryEntryDeleted(),
    diary.PortfolioPieceCopied(owner=WORKER, entry=ENTRY, piece=SHOWN),
    diary.PortfolioPieceRevised(piece=SHOWN),
    diary.PortfolioPieceDeleted(),
    evaluations.FormativeEvaluationGiven(
        by=WORKER,
        session=SESSION,
        agreement=AGREEMENT,
        worker=WORKER,
        supervisor=SUPERVISOR,
        agency=AGENCY,
        placement=PLACEMENT,
        said=evaluations.Formative(
            of=evaluations.Of.SUPERVISOR,
            went_well="You let me find «my» way.",
            otherwise="More time for the last point.",
            rated=RATED,
        ),
    ),
    evaluations.FormativeEvaluationGivenTo(
        by=WORKER,
        to=SUPERVISOR,
        session=SESSION,
        group=GROUP,
        agreement=AGREEMENT,
        agency=AGENCY,
        said=evaluations.FormativeTo(
            of=evaluations.Whose.ONESELF,
            went_well="I waited «once».",
            otherwise="I could have said why.",
            rated=RATED,
        ),
    ),
    evaluations.SummativeEvaluationWritten(
        by=SUPERVISOR,
        agreement=AGREEMENT,
        worker=WORKER,
        agency=AGENCY,
        placement=PLACEMENT,
        starts=date(2025, 11, 1),
        ends=date(2026, 2, 28),
        said=evaluations.Summative(rated=RATED, overall="The role became «clear».\nSecond line."),
    ),
    evaluations.EvaluationShownToWorker(by=WORKER, upto=1),
    evaluations.EvaluationAddedTo(by=SUPERVISOR, words="A later «thought»."),
    goals.GoalSet(
        by=WORKER,
        agreement=AGREEMENT,
        worker=WORKER,
        supervisor=SUPERVISOR,
        agency=AGENCY,
        placement=PLACEMENT,
        answers=ANSWERS,
    ),
    goals.GoalProgressNoted(by=SUPERVISOR, words="Twice «this» month."),
    goals.GoalChanged(by=WORKER, answers=ANSWERS),
    goals.GoalEnded(by=SUPERVISOR, ending=goals.Ending(outcome=goals.Outcome.ACHIEVED, words="They «ask».")),
)
