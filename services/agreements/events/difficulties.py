"""Difficulties with supervision itself: a restricted stream, for that one exists is confidential (C7); and how many there were (C5)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.agreements.events.terms import Text
from shared.facts import Fact, Private
from shared.identity import AgencyId, PersonId

DIFFICULTY: Final = "difficulty"
DIFFICULTY_COUNT: Final = "difficulty-count"


class About(StrEnum):
    """Which way it goes: to the person whom the agreement names, or as a breach to a privacy officer (C7)."""

    DIFFICULTY = "difficulty"
    BREACH = "breach"


class Breach(StrEnum):
    """The four breaches that are made impossible or visible (C4)."""

    # All of one length: a sealed value is as long as what it seals, and would tell by that which one it is.
    OWN_HISTORY_TOLD = "own-story-told"
    OLD_NOTES_READ = "old-notes-read"
    OWN_TEAM_ASKED = "own-team-asked"
    USED_TO_REPORT = "used-to-report"


class DifficultyRaised(Fact, kind="agreements.DifficultyRaised"):
    """The worker of an agreement took a difficulty with supervision, or a breach, to one person (C7, C4)."""

    by: PersonId
    agreement: UUID
    agency: AgencyId
    to: PersonId
    about: About
    breach: Private[Breach | None] = None
    words: Private[Text]
    due: date
    terms_version: int | None = None
    """The terms that named whom it went to; none for a breach."""
    policy_set: UUID | None = None
    edition: int | None = None
    """What the due date rests on, where a policy set asks for one."""


class DifficultyAnswered(Fact, kind="agreements.DifficultyAnswered"):
    """The person it went to answered; the first answer meets the due date (C7)."""

    by: PersonId
    words: Private[Text]


class DifficultyOverdueNoted(Fact, kind="agreements.DifficultyOverdueNoted"):
    """Its due date has passed without an answer (C7)."""

    due: date


class DifficultyWithdrawn(Fact, kind="agreements.DifficultyWithdrawn"):
    """The worker took it back; it stays readable, and nothing more is answered (C7)."""

    by: PersonId


class DifficultiesCounted(Fact, kind="agreements.DifficultiesCounted"):
    """How many were raised at an agency in a closed year; nothing where fewer workers raised any than can hide one (C5)."""

    agency: AgencyId
    year: int
    fewer_than: int
    """Below so many workers no number is told, as it was when this was counted."""
    raised: int | None = None


DifficultyFact = DifficultyRaised | DifficultyAnswered | DifficultyOverdueNoted | DifficultyWithdrawn
