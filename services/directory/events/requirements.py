"""What can be asked of supervision, figure by figure; each says once which of two figures is the stricter (A6, D7, D8)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from services.directory.events.parts import Line, Role
from shared.facts import Part


class Sense(StrEnum):
    """Which of two figures is the stricter."""

    LESS = "less"
    MORE = "more"
    DEMANDED = "demanded"
    """To demand is stricter than to advise."""
    FEWER = "fewer"
    """The shorter list of what is allowed."""
    SOONER = "sooner"
    """More topics, each earlier."""


class Level(StrEnum):
    """How firmly something is asked for that has no figure."""

    ADVISED = "advised"
    REQUIRED = "required"


Least = Annotated[int | None, Sense.MORE]
Most = Annotated[int | None, Sense.LESS]
Firmly = Annotated[Level | None, Sense.DEMANDED]


class TopicDue(Part):
    """A training topic (K6) and by when."""

    topic: Line = Field(description="Its code in the catalogue (K6).", examples=["K6-29"])
    within_days: int = Field(0, description="Days from appointment; 0 is from the first day.")

    def due_on(self, since: date) -> date | None:
        """The last day to be trained in it, of who was appointed on a day; none where the calendar ends before."""
        return since + timedelta(self.within_days) if self.within_days <= (date.max - since).days else None

    def is_overdue(self, since: date, today: date) -> bool:
        """From the day after the last one on, for whoever asks: who learns of it and who judges by it (D7)."""
        due_on = self.due_on(since)
        return due_on is not None and today > due_on


Topics = Annotated[tuple[TopicDue, ...], Sense.SOONER]


class OfSupervisor(Part):
    """Who may supervise (D3, D4, D7, D8)."""

    roles: Annotated[tuple[Role, ...], Sense.FEWER] = Field(
        (), description="Roles one of which the supervisor holds; none named, any will do."
    )
    training: Topics = Field((), description="What they are trained in (D7).")
    peer_experience: Firmly = Field(None, description="Whether they have worked in the role (D8).")
    certified: Firmly = Field(None, description="Whether they are certified.")
    in_supervision_themselves: Annotated[bool, Sense.MORE] = Field(
        False, description="Whether they are supervised too (D7)."
    )


class OfWorker(Part):
    """What is asked of workers, or may be asked of them at the most."""

    training: Topics = Field((), description="What they are trained in (K6-68).")
    training_hours_at_least: Least = Field(None, description="Hours of training.")
    training_hours_at_most: Most = Field(None, description="Hours of training that may be asked.")
    supervised_hours_at_most: Most = Field(None, description="Hours of supervised work that may be asked.")


class Requirements(Part):
    """All that a set can ask for; what it leaves out, it does not ask."""

    at_least_every_days: Most = Field(None, description="Longest time from one meeting to the next (A6).")
    session_minutes_at_least: Least = Field(None, description="Length of a meeting (A6).")
    minutes_a_month_at_least: Least = Field(None, description="Minutes of supervision in a month (A6).")
    probation_days: Least = Field(
        None, description="How long probation lasts, from the worker's first day (A6)."
    )
    at_least_every_days_in_probation: Most = Field(
        None, description="Longest time from one meeting to the next, in probation (A6)."
    )
    session_minutes_at_least_in_probation: Least = Field(
        None, description="Length of a meeting, in probation (A6)."
    )
    contact_at_least_every_days: Most = Field(
        None, description="Longest time between informal contacts (A6, K19-12)."
    )
    group_at_least_every_days: Most = Field(
        None, description="Longest time from one group to the next (A6, K19-11)."
    )
    work_hours_per_supervision_hour: Most = Field(
        None, description="Hours of work for an hour of supervision."
    )
    supervision_hours_at_least: Least = Field(None, description="Hours of supervision altogether.")
    one_to_one_hours_at_least: Least = Field(None, description="Of them, one-to-one.")
    group_hours_at_most: Most = Field(None, description="Of them, in a group.")
    workers_per_supervisor_at_most: Most = Field(None, description="Workers to one supervisor.")
    review_at_least_every_days: Most = Field(
        None, description="Longest time from one review of the agreement to the next (A6)."
    )
    performance_review_at_least_every_days: Most = Field(
        None, description="Longest time from one review of performance to the next (A6, S13)."
    )
    agreement_by_session: Most = Field(None, description="The session by which both have signed (A1).")
    difficulty_answered_within_days: Most = Field(
        None, description="How soon a difficulty with supervision is answered (C7)."
    )
    kinds_apart: Firmly = Field(
        None, description="Administrative and development supervision in two hands (D8)."
    )
    supervisor: OfSupervisor = OfSupervisor()
    worker: OfWorker = OfWorker()
