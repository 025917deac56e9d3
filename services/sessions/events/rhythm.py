"""What the calendar says of one agreement's supervision: it is overdue, or was negotiated late (A1, A6)."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from shared.facts import Fact
from shared.identity import AgencyId, PersonId, PlacementId

RHYTHM: Final = "rhythm"


class SupervisionOverdueNoted(Fact, kind="sessions.SupervisionOverdueNoted"):
    """By the agreement's frequency a session was due, and none was held; once for each day it was due on (A6)."""

    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    due_on: date
    none_since: date
    """The day the frequency named before: a session held later than that would have met this one."""
    last_held_on: date | None = None


class NegotiatedLateNoted(Fact, kind="sessions.NegotiatedLateNoted"):
    """Three sessions were held, and the two had not both signed yet (A1)."""

    agreement: UUID
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    third_session: UUID


RhythmFact = SupervisionOverdueNoted | NegotiatedLateNoted
