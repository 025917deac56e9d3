"""Invented answers that more than one form takes: the two people, and what every agreement must have."""

from datetime import timedelta
from typing import Final

from services.agreements.events import Limit
from tests.forms.form import Asked, Part

WORKER: Final = "Rowan Ash"
SUPERVISOR: Final = "Ines Hazel"

MONTH: Final = timedelta(days=30)

WORKER_NAME: Final = Asked(
    "name of the worker", (Part("parties.worker", WORKER), Part("signature.printed_name", WORKER))
)
SUPERVISOR_NAME: Final = Asked(
    "name of the supervisor",
    (Part("parties.supervisor", SUPERVISOR), Part("signature.printed_name", SUPERVISOR)),
)
EVERY: Final = (
    Part("terms.kind", "professional-development"),
    Part("terms.place", "The small meeting room of the centre"),
    Part("terms.cancelling", "Whoever cannot come calls the day before and offers two other times."),
    Part(
        "terms.confidentiality",
        "What we talk about stays between us, except on the five grounds we have read.",
    ),
    Part("terms.limits", tuple(Limit)),
    Part(
        "terms.record_keeping",
        "The supervisor writes the outline, both correct it; the diary is the worker's.",
    ),
    Part("terms.review_dates", (3 * MONTH, 9 * MONTH)),
)
FIRST_DAY: Final = Part("terms.starts", timedelta(0))
ONE_HOUR: Final = Part("terms.session_minutes", 60)
