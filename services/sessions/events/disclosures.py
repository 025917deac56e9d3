"""What was disclosed, to one person, on its grounds: a record of its own under its own key; and that person's name (C3).

The name lies under another key, so that the accounting of disclosures outlives what was disclosed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from services.sessions.events.codes import Ground
from services.sessions.events.concern_parts import Consulted, Statement
from services.sessions.events.words import Line, Text
from shared.facts import Fact, Personal, Private
from shared.identity import AgencyId, PersonId, PlacementId

DISCLOSURE: Final = "disclosure"
RECIPIENT: Final = "disclosure-recipient"


class DisclosureMade(Fact, kind="sessions.DisclosureMade"):
    """The statement that the worker had been told of lies open to one person, and nothing else does (C3)."""

    # The id of its stream is made of concern, notice, grounds, recipient and policy version, and opens for no others.
    concern: UUID
    notice: int
    by: PersonId
    worker: PersonId
    agency: AgencyId
    placement: PlacementId
    to: PersonId
    consulted: Consulted
    grounds: tuple[Ground, ...]
    policy_version: str
    template: str
    template_edition: int
    """The notice that goes with it, as published in this version of the house."""
    statement: Private[Statement]
    digest: str
    """That of the notice."""
    salt: Private[str]


class WorkerStatementSentAlong(Fact, kind="sessions.WorkerStatementSentAlong"):
    """What the worker stated goes along with it."""

    by: PersonId
    words: Private[Text]
    said_at: datetime | None = None
    """When it was stated; None for what was sent as it was, and for what was sent before this was kept."""


class RecipientNamed(Fact, kind="sessions.RecipientNamed"):
    """The name of whoever got a disclosure, as the directory had it then; kept as long as the accounting is."""

    disclosure: UUID
    person: PersonId
    name: Personal[Line]


DisclosureFact = DisclosureMade | WorkerStatementSentAlong
