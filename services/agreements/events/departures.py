"""Where the two depart from what a policy set asks of their agreement, and why (A6)."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from services.agreements.events.terms import Text
from shared.facts import Fact, Private
from shared.identity import PersonId


class Requirement(StrEnum):
    """What a policy set can ask for, by its code there; the directory says what each means (A6, D7, D8)."""

    EVERY_DAYS = "at_least_every_days"
    SESSION_MINUTES = "session_minutes_at_least"
    MINUTES_A_MONTH = "minutes_a_month_at_least"
    PROBATION_DAYS = "probation_days"
    EVERY_DAYS_IN_PROBATION = "at_least_every_days_in_probation"
    SESSION_MINUTES_IN_PROBATION = "session_minutes_at_least_in_probation"
    CONTACT_EVERY_DAYS = "contact_at_least_every_days"
    GROUP_EVERY_DAYS = "group_at_least_every_days"
    WORK_HOURS = "work_hours_per_supervision_hour"
    SUPERVISION_HOURS = "supervision_hours_at_least"
    ONE_TO_ONE_HOURS = "one_to_one_hours_at_least"
    GROUP_HOURS = "group_hours_at_most"
    WORKERS_PER_SUPERVISOR = "workers_per_supervisor_at_most"
    REVIEW_EVERY_DAYS = "review_at_least_every_days"
    PERFORMANCE_REVIEW_EVERY_DAYS = "performance_review_at_least_every_days"
    AGREEMENT_BY_SESSION = "agreement_by_session"
    DIFFICULTY_ANSWERED = "difficulty_answered_within_days"
    KINDS_APART = "kinds_apart"
    SUPERVISOR_ROLES = "supervisor.roles"
    SUPERVISOR_TRAINING = "supervisor.training"
    SUPERVISOR_EXPERIENCE = "supervisor.peer_experience"
    SUPERVISOR_CERTIFIED = "supervisor.certified"
    SUPERVISOR_SUPERVISED = "supervisor.in_supervision_themselves"
    WORKER_TRAINING = "worker.training"
    TRAINING_HOURS_LEAST = "worker.training_hours_at_least"
    TRAINING_HOURS_MOST = "worker.training_hours_at_most"
    SUPERVISED_HOURS = "worker.supervised_hours_at_most"


class DepartureReason(StrEnum):
    """Why the two depart from a figure; the words for it are private (K19-15 to K19-17)."""

    EXPERIENCE = "experience"
    LOAD = "load"
    OTHER_SUPPORT = "other-support"
    AVAILABILITY = "availability"
    OTHER = "other"


class DepartureRecorded(Fact, kind="agreements.DepartureRecorded"):
    """One of the two wrote down that they depart from a requirement of an edition, and why (A6)."""

    by: PersonId
    number: int
    requirement: Requirement
    why: DepartureReason
    words: Private[Text | None] = None
    policy_set: UUID
    edition: int
    required: str
    """What was asked for then, as JSON in one form, so that a departure excuses nothing stricter."""


class DepartureEnded(Fact, kind="agreements.DepartureEnded"):
    """One of the two took a departure back: the requirement counts again."""

    by: PersonId
    number: int
