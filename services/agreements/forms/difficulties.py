"""Difficulties as they come in and go out; words go out opened and accounted for, to the two between whom they are (C7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, cast
from uuid import UUID

from pydantic import Field

from services.agreements.domain.difficulty import Difficulty, DifficultyStatus
from services.agreements.domain.difficulty_count import SMALLEST_GROUP
from services.agreements.events import Text
from services.agreements.events.difficulties import About, Breach, DifficultyAnswered, DifficultyRaised
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, AgencyId, PersonId
from shared.store import Store
from shared.web.bodies import In, Out

FEWER: Final = "fewer than {}"


class DifficultyIn(In):
    """A difficulty with supervision itself, or a breach."""

    agreement: UUID = Field(description="The agreement under which it arose; it may be over.")
    about: About = Field(
        description="`difficulty` goes to the person whom the agreement names, `breach` to a privacy officer."
    )
    breach: Breach | None = Field(
        None,
        description="Which of the four (C4); for a breach, and for nothing else. Sealed like the words.",
    )
    words: Text = Field(
        description="In your own words; read by you and the one it goes to, and nobody else.",
        examples=["Twice our time was given to something else without a word."],
    )
    to: PersonId | None = Field(
        None,
        description="Which privacy officer, where there are several; before an agreement was ever in force, whom you read that"
        " it names.",
    )


class AnswerIn(In):
    """An answer."""

    words: Text = Field(examples=["Thank you. I have spoken with nobody yet; may we talk on Tuesday?"])


class DifficultyOut(Out):
    """That it is there, and how it stands."""

    id: UUID
    agreement: UUID
    agency: AgencyId
    worker: PersonId
    to: PersonId
    about: About
    status: DifficultyStatus
    raised_at: datetime
    due: date = Field(description="By when the first answer is due.")
    overdue: bool = Field(description="Whether that day passed without one.")
    answers: int
    version: int


class ListedDifficulty(Out):
    """One difficulty in a list."""

    id: UUID
    agreement: UUID
    agency: AgencyId
    worker: PersonId
    to: PersonId
    status: DifficultyStatus
    raised_at: datetime
    due: date
    overdue: bool


class AnswerOut(Out):
    """One answer."""

    at_version: int
    by: PersonId
    said_at: datetime
    words: str


class DifficultyWordsOut(Out):
    """What the worker said, and every answer, oldest first."""

    difficulty: UUID
    about: About
    breach: Breach | None = None
    words: str
    answers: list[AnswerOut]


class CountedYear(Out):
    """One closed year of an agency."""

    year: int
    raised: int | str = Field(
        description=f"How many were raised; `{FEWER.format(SMALLEST_GROUP)}` where fewer workers than that raised any, or none"
        " did; the number in it is the one that held when the year was counted (C5).",
        examples=[FEWER.format(SMALLEST_GROUP)],
    )


def difficulty_form(difficulty: Difficulty, records: Sequence[Recorded]) -> DifficultyOut:
    assert difficulty.agency is not None
    return DifficultyOut(
        id=difficulty.id,
        agreement=difficulty.agreement,
        agency=difficulty.agency,
        worker=difficulty.worker,
        to=difficulty.to,
        about=difficulty.about,
        status=difficulty.status,
        raised_at=records[0].recorded_at,
        due=difficulty.due,
        overdue=difficulty.noted,
        answers=difficulty.answers,
        version=difficulty.version,
    )


def listed_difficulty(row: dict[str, Any]) -> ListedDifficulty:
    told = {**row, "to": row["recipient"], "raised_at": row["raised"], "overdue": row["overdue"] == 1}
    return ListedDifficulty.model_validate(told, extra="ignore")


def difficulty_words(
    store: Store, difficulty: Difficulty, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> DifficultyWordsOut:
    """All of it, opened under one entry of the accounting."""
    said = [one for one in records if isinstance(one.fact, DifficultyRaised | DifficultyAnswered)]
    first, *answers = open_content(store, said, decision, acting, fields=("breach", "words"))
    raised = cast("DifficultyRaised", first)
    return DifficultyWordsOut(
        difficulty=difficulty.id,
        about=raised.about,
        breach=cast("Breach | None", raised.breach),
        words=cast("str", raised.words),
        answers=[answer_form(record, fact) for record, fact in zip(said[1:], answers, strict=True)],
    )


def answer_form(record: Recorded, opened: Any) -> AnswerOut:
    return AnswerOut(
        at_version=record.stream_version, by=opened.by, said_at=record.recorded_at, words=opened.words
    )


def counted_year(row: dict[str, Any]) -> CountedYear:
    told = FEWER.format(row["fewer_than"]) if row["raised"] is None else row["raised"]
    return CountedYear(year=row["year"], raised=told)
