"""All that can be asked about a session."""

from services.sessions.policy import OVERSIGHT, SESSIONS
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
