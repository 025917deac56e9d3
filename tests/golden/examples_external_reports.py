"""One example of every fact about what was done outside, with all of its fields filled; nobody in it exists."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from services.sessions.events.external_reports import (
    Because,
    EmergencyServiceCalled,
    ExternalReportRecorded,
    ExternalReportShown,
    NoticeWithheld,
)
from shared.identity import AgencyId, PersonId

AUTHOR, SHOWN = PersonId(UUID(int=12)), PersonId(UUID(int=11))
AT: Final = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BY: Final[dict[str, Any]] = {"by": AUTHOR, "agency": AgencyId(UUID(int=21)), "concern": UUID(int=44)}
EXAMPLES: Final = (
    ExternalReportRecorded(
        **BY,
        authority="Children's aid society",
        law="child-protection",
        reported_at=AT,
        reference="R «7»",
        words="What was seen.\nAnd by whom.",
    ),
    EmergencyServiceCalled(**BY, service="Ambulance", called_at=AT, words="It was «urgent»."),
    NoticeWithheld(**BY, because=Because.DANGER, law="Act, 125", until=AT, words="Until the office says so."),
    ExternalReportShown(by=AUTHOR, to=SHOWN),
)
