"""All that can be asked about a session, and about what somebody put on its agenda."""

from services.sessions.policy import AGENDA_ITEMS, OVERSIGHT, SESSIONS
from tests.shape.space import Space

SPACE = Space(
    "Session",
    SESSIONS,
    ("worker", "supervisor", "third", "beside", "shown", *OVERSIGHT, "system"),
    (
        *("see", "schedule", "reschedule", "agree-to-co-supervision", "conclude", "sign-attendance"),
        *("show", "see-accesses", "read", "put-on-agenda", "write-record", "add-to-record", "carry-on"),
        "take-over",
    ),
    ("scheduled", "held", "cancelled", "missed"),
    122_880,
)
AGENDA = Space("AgendaItem", AGENDA_ITEMS, ("author", "system"), ("read-own",), ("",), 8)
