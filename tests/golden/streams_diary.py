"""Under which type of stream each fact of a diary, an evaluation and a goal is stored."""

from typing import Final

from services.sessions.domain.diary import Diary
from services.sessions.domain.diary_entry import Entry
from services.sessions.domain.evaluation import Evaluation
from services.sessions.domain.goal import Goal
from services.sessions.domain.portfolio import Piece
from services.sessions.events.diary import DiaryFact, EntryFact, PieceFact
from services.sessions.events.evaluations import EvaluationFact
from services.sessions.events.goals import GoalFact

STREAMS: Final = (
    (Diary, DiaryFact),
    (Entry, EntryFact),
    (Piece, PieceFact),
    (Evaluation, EvaluationFact),
    (Goal, GoalFact),
)
