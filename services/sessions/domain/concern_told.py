"""What the worker was told of an escalation, as far as the next step rests on it (C2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.sessions.domain.consulting import Consultable
from shared.identity import PersonId


@dataclass(frozen=True)
class EscalationTold:
    """The notice that names who is going to be consulted."""

    number: int
    by: PersonId
    whom: Consultable
    digest: str
    counts_as_seen_at: datetime | None = None
    """Of a message: when nobody waits any longer for the worker to say that they have seen it."""
    seen: bool = False
    objected: bool = False
    voided: bool = False
    """Whether another is to be consulted instead."""
