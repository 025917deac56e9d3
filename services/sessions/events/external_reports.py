"""What somebody did outside because law or danger asked for it: for its author's eyes alone while the law wants that (C6).

That such a record is there is itself confidential: its stream is restricted. It opens nothing, and stands for no step of a
concern.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.sessions.events.words import Line, Text
from shared.facts import Fact, Private
from shared.identity import AgencyId, PersonId

EXTERNAL_REPORT: Final = "external-report"


class Because(StrEnum):
    """What makes somebody withhold a notice from a worker (C6)."""

    LAW = "law"
    DANGER = "danger"


class ExternalReportRecorded(Fact, kind="sessions.ExternalReportRecorded"):
    """Somebody made a report that law demands of them; the house had no part in it (C6)."""

    by: PersonId
    agency: AgencyId
    concern: UUID | None = None
    """As its author says; whether there is such a concern is not asked."""
    authority: Private[Line]
    law: Private[Line | None] = None
    reported_at: Private[datetime]
    reference: Private[Line | None] = None
    """Under which sign the authority keeps it."""
    words: Private[Text | None] = None


class EmergencyServiceCalled(Fact, kind="sessions.EmergencyServiceCalled"):
    """Somebody called an emergency service (C6)."""

    by: PersonId
    agency: AgencyId
    concern: UUID | None = None
    service: Private[Line]
    called_at: Private[datetime]
    words: Private[Text | None] = None


class NoticeWithheld(Fact, kind="sessions.NoticeWithheld"):
    """Somebody does not tell a worker yet, since law or danger forbids it, and until when; it is owed all the same (C6, C2)."""

    by: PersonId
    agency: AgencyId
    concern: UUID | None = None
    because: Private[Because]
    law: Private[Line | None] = None
    until: Private[datetime]
    words: Private[Text | None] = None


class ExternalReportShown(Fact, kind="sessions.ExternalReportShown"):
    """Its author let somebody see it, the law not wanting it kept from them any more (C6)."""

    by: PersonId
    to: PersonId


Outside = ExternalReportRecorded | EmergencyServiceCalled | NoticeWithheld
ExternalReportFact = Outside | ExternalReportShown
