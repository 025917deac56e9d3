"""The sample agreement of Queensland, with objectives and outcomes by purpose and person."""

from datetime import timedelta
from typing import Final

from services.agreements.events import Party, Purpose
from tests.forms.answers import EVERY, MONTH, ONE_HOUR, SUPERVISOR_NAME, WORKER_NAME
from tests.forms.form import Form, Part, ask, objective, outcome

QUEENSLAND: Final = Form(
    name="Sample supervision agreement of Queensland",
    source="Queensland Health, Clinical Supervision Guidelines for Mental Health Services, "
    "October 2009, sample agreement",
    note="Objectives and measurable outcomes stand under three purposes for each of the two; "
    "the purposes are those of S3.",
    asked=(
        WORKER_NAME,
        SUPERVISOR_NAME,
        ask("worker's service or team", "terms.worker_team", "Outreach team, north"),
        ask("supervisor's service or team", "terms.supervisor_team", "Centre for peer support"),
        ask("start of the period", "terms.starts", timedelta(0)),
        ask("end of the period", "terms.ends", 12 * MONTH),
        objective(
            "objective: worker, restorative", Party.WORKER, Purpose.RESTORATIVE, "Room for what weighs on me"
        ),
        objective(
            "objective: worker, formative", Party.WORKER, Purpose.FORMATIVE, "Better at opening a group"
        ),
        objective(
            "objective: worker, normative", Party.WORKER, Purpose.NORMATIVE, "Sure of where my role ends"
        ),
        objective(
            "objective: supervisor, restorative", Party.SUPERVISOR, Purpose.RESTORATIVE, "See strain early"
        ),
        objective(
            "objective: supervisor, formative",
            Party.SUPERVISOR,
            Purpose.FORMATIVE,
            "Learn to ask more openly",
        ),
        objective(
            "objective: supervisor, normative", Party.SUPERVISOR, Purpose.NORMATIVE, "Keep tasks in the role"
        ),
        outcome(
            "outcome: worker, restorative",
            Party.WORKER,
            Purpose.RESTORATIVE,
            "Talked over on four days or more",
        ),
        outcome(
            "outcome: worker, formative", Party.WORKER, Purpose.FORMATIVE, "Five groups opened, three alone"
        ),
        outcome(
            "outcome: worker, normative", Party.WORKER, Purpose.NORMATIVE, "Role read through twice together"
        ),
        outcome(
            "outcome: supervisor, restorative",
            Party.SUPERVISOR,
            Purpose.RESTORATIVE,
            "Asked in every session",
        ),
        outcome(
            "outcome: supervisor, formative",
            Party.SUPERVISOR,
            Purpose.FORMATIVE,
            "Feedback asked for four times",
        ),
        outcome(
            "outcome: supervisor, normative",
            Party.SUPERVISOR,
            Purpose.NORMATIVE,
            "Task list checked quarterly",
        ),
    ),
    besides=(
        *EVERY,
        ONE_HOUR,
        Part("terms.frequency", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        Part("terms.worker_responsibilities", "Comes regularly and helps to settle the goals."),
        Part("terms.supervisor_responsibilities", "Is there, prepared, and gives feedback that builds."),
    ),
)
