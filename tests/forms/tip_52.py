"""Tool 8 of TIP 52, as far as its fields are taken up."""

from typing import Final

from services.agreements.events import Party, Purpose
from tests.forms.answers import EVERY, FIRST_DAY, ONE_HOUR, SUPERVISOR_NAME, WORKER_NAME
from tests.forms.form import Asked, Form, Part, ask, objective

TIP_52: Final = Form(
    name="Supervision contract of TIP 52",
    source="SAMHSA, Treatment Improvement Protocol 52, part 2, chapter 2, tool 8",
    note="Taken up from the names of the two to the development plan. The form is written for counsellors; "
    "where it wants files of people looked through, the answer here is the worker's own work.",
    asked=(
        SUPERVISOR_NAME,
        ask("supervisor's credentials", "terms.supervisor_title", "Certified peer specialist"),
        ask("supervisor's title", "terms.supervisor_title", "Lead of peer practice"),
        WORKER_NAME,
        ask("worker's credentials", "terms.worker_title", "Training in intentional peer support"),
        ask("worker's title", "terms.worker_title", "Peer support worker"),
        ask(
            "main purpose",
            "terms.aims",
            "Peer support that stays true to its values, by a worker who grows in it.",
        ),
        objective(
            "purpose: good of people served", Party.BOTH, Purpose.NORMATIVE, "Support stays safe and chosen."
        ),
        objective("purpose: development", Party.WORKER, Purpose.FORMATIVE, "Sharing experience with intent."),
        objective("purpose: performance", Party.SUPERVISOR, Purpose.NORMATIVE, "Tasks fit the role."),
        Asked(
            "how often, day and time",
            (
                Part("terms.frequency", "FREQ=WEEKLY;BYDAY=TU"),
                Part("terms.meeting_times", "Tuesdays at ten in the morning"),
            ),
        ),
        ask("model of supervision", "terms.model", "developmental"),
        ask(
            "format in which work is looked at",
            "terms.methods",
            "Talking it through; once a month side by side.",
        ),
        ask("all work looked at in turn", "terms.methods", "Each kind of task comes up once in two months."),
        ask(
            "consent of people served",
            "terms.consent_to_review",
            "Asked beforehand, each time; a no needs no reason.",
        ),
        ask(
            "least supervision per hours of contact",
            "terms.minimum_supervision",
            "One hour for twenty of contact",
        ),
        ask("name of the session form", "terms.record_form", "Session outline, third version"),
        ask("feedback after each session", "terms.feedback", "Five minutes at the end, in both directions"),
        ask(
            "written evaluation, how often", "terms.evaluation", "In writing each half-year, written by both"
        ),
        ask("who is shown the notes", "terms.records_seen_by", "The two of us"),
        ask(
            "supervisor: looks at records of work",
            "terms.supervisor_responsibilities",
            "Reads what the worker wrote.",
        ),
        ask(
            "supervisor: asks for reasons",
            "terms.supervisor_responsibilities",
            "Asks why this way, not another.",
        ),
        ask("supervisor: shows good practice", "terms.supervisor_responsibilities", "Shows it in own work."),
        ask(
            "supervisor: steps in at risk",
            "terms.supervisor_responsibilities",
            "Steps in where safety asks for it.",
        ),
        ask(
            "supervisor: upholds ethics and law",
            "terms.supervisor_responsibilities",
            "Knows the codes and keeps them.",
        ),
        ask(
            "supervisor: community ties",
            "terms.supervisor_responsibilities",
            "Asks how ties to the community go.",
        ),
        ask(
            "worker: upholds ethics and law",
            "terms.standards",
            "Code of conduct of the agency, ethics of peer support",
        ),
        ask("worker: keeps agency policy", "terms.standards", "Staff policies, the same as for everybody"),
        ask(
            "worker: prepared to talk of all work",
            "terms.worker_responsibilities",
            "Brings one topic, names nobody.",
        ),
        ask(
            "worker: methods and boundaries",
            "terms.worker_responsibilities",
            "Brings doubts about boundaries early.",
        ),
        ask(
            "worker: does what was settled",
            "terms.worker_responsibilities",
            "Tries out what we agreed and reports.",
        ),
        ask(
            "worker: asks in emergencies",
            "terms.emergency_route",
            "Calls the supervisor, else the duty manager.",
        ),
        ask(
            "development plan", "terms.development_plan", "Facilitating a group by autumn; looked at monthly."
        ),
    ),
    besides=(*EVERY, FIRST_DAY, ONE_HOUR),
)
