"""Feedback on supervision as it comes in and goes out: rounds and figures go out, an answer never does (K4)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import Field

from services.sessions.catalogues.feedback import ITEMS, FeedbackItem
from services.sessions.domain.feedback import HIGHEST, LOWEST, FeedbackRound
from services.sessions.events import Line
from services.sessions.events.feedback import Figure, ItemAnswered
from shared.identity import AgencyId
from shared.web.bodies import Day, In, Out

BY_CODE: Final = {one.code: one for one in ITEMS}
FEWER: Final = "fewer than {}"


class FeedbackRoundIn(In):
    """A round: from a day to a day, of what the catalogue has for workers."""

    agency: AgencyId
    starts: Day = Field(examples=["2026-03-02"])
    ends: Day = Field(
        description="Its last day, a week after the first at the soonest; nobody closes it sooner.",
        examples=["2026-03-22"],
    )
    items: list[Line] = Field(
        [],
        max_length=len(ITEMS),
        description="Codes of the catalogue; none named means all that workers are asked.",
    )


class ItemAnsweredIn(In):
    """How far you agree with one statement."""

    item: Line = Field(examples=["K4-04"])
    value: int = Field(ge=LOWEST, le=HIGHEST, description="From 1, not at all, to 5, wholly.")


class FeedbackIn(In):
    """Your answers; leave out what you like. There is no field for words, for words can be recognised."""

    answers: list[ItemAnsweredIn] = Field(min_length=1, max_length=len(ITEMS))

    def given(self) -> tuple[ItemAnswered, ...]:
        return tuple(ItemAnswered(item=one.item, value=one.value) for one in self.answers)


class FeedbackRoundOut(Out):
    """A round, and whether you have answered in it."""

    id: UUID
    agency: AgencyId
    starts: date
    ends: date
    status: Literal["open", "closed"]
    items: list[str]
    answered: bool | None = Field(None, description="Whether you have; told to nobody but you.")


class ListedFeedbackRound(Out):
    """One round in a list."""

    id: UUID
    agency: AgencyId
    starts: date
    ends: date
    status: Literal["open", "closed"]


class FigureOut(Out):
    """What eleven or more said of one statement."""

    item: FeedbackItem
    mean: float | None = Field(
        description="To the nearest tenth; more is always better, so a statement on what hinders counts the other way."
        " Nothing where fewer answered this one.",
        examples=[3.7],
    )


class FiguresOut(Out):
    """What a closed round tells: figures over many, or that there were too few."""

    round: UUID
    answered: str = Field(
        description="At least, or fewer than, as many as hide one among them; never how many it were (C5).",
        examples=["at least 11", FEWER.format(11)],
    )
    figures: list[FigureOut]


def round_form(round: FeedbackRound, *, answered: bool | None) -> FeedbackRoundOut:
    assert round.agency is not None
    return FeedbackRoundOut(
        id=round.id,
        agency=round.agency,
        starts=round.starts,
        ends=round.ends,
        status="closed" if round.closed else "open",
        items=list(round.items),
        answered=answered,
    )


def listed_round(row: dict[str, Any]) -> ListedFeedbackRound:
    return ListedFeedbackRound.model_validate(row, extra="ignore")


def figures_form(round: FeedbackRound) -> FiguresOut:
    told = f"at least {round.fewer_than}" if round.figures else FEWER.format(round.fewer_than)
    return FiguresOut(round=round.id, answered=told, figures=[_figure(one) for one in round.figures])


def _figure(one: Figure) -> FigureOut:
    return FigureOut(item=BY_CODE[one.item], mean=None if one.tenths is None else one.tenths / 10)
