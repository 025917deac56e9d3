"""The elements that Ontario's college names for any supervision agreement."""

from datetime import timedelta
from typing import Final

from services.agreements.events import Party, Purpose
from tests.forms.answers import EVERY, MONTH, SUPERVISOR_NAME, WORKER_NAME
from tests.forms.form import Form, Part, ask

ONTARIO: Final = Form(
    name="Elements of a supervision agreement in Ontario",
    source="College of Psychologists and Behaviour Analysts of Ontario, advice on supervision records and "
    "agreements, after standard 4.1.1 of the Standards of Professional Conduct, 2017",
    note="Taken up are the elements that the advice names for supervision of any work. They are no printed "
    "form, so the names of the two, which they take for granted, are added.",
    asked=(
        WORKER_NAME,
        SUPERVISOR_NAME,
        ask("day it takes effect", "terms.starts", timedelta(0)),
        ask("day it is expected to expire", "terms.ends", 12 * MONTH),
        ask(
            "duties of the worker",
            "terms.worker_responsibilities",
            "Comes prepared; keeps to what we agreed.",
        ),
        ask(
            "limits on the worker's activities",
            "terms.limits_of_activities",
            "No assessments, no giving of medication",
        ),
        ask(
            "duties of the supervisor",
            "terms.supervisor_responsibilities",
            "Keeps the hour free; answers in two days.",
        ),
        ask("how often", "terms.frequency", "FREQ=MONTHLY;BYDAY=1WE"),
        ask("how long", "terms.session_minutes", 90),
        ask("contact of the worker", "terms.worker_contact", "Extension 21, mornings"),
        ask(
            "emergency contact of the worker", "terms.worker_emergency_contact", "As left with the front desk"
        ),
        ask("contact of the supervisor", "terms.supervisor_contact", "Extension 12, or a message"),
        ask(
            "emergency contact of the supervisor",
            "terms.supervisor_emergency_contact",
            "Through the duty manager",
        ),
        ask(
            "undertaking to follow law and standards",
            "terms.standards",
            "Law of the province; standards of the college",
        ),
        ask(
            "support when the supervisor is away",
            "terms.cover",
            "The other lead of practice takes over by name.",
        ),
    ),
    besides=(
        *EVERY,
        Part(
            "terms.objectives.text", "Growing into the role without losing it", Party.BOTH, Purpose.FORMATIVE
        ),
        Part("terms.objectives.text", "A place to put things down", Party.WORKER, Purpose.RESTORATIVE),
    ),
)
