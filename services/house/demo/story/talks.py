"""What the invented people talk about, and what comes of it, in outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from services.sessions.events import Function, Purpose


@dataclass(frozen=True)
class Told:
    """What a session came to, in outline."""

    agenda: tuple[str, ...]
    purposes: tuple[Purpose, ...]
    functions: tuple[Function, ...]
    outcomes: str
    action: str | None = None


TALKS: Final = (
    Told(
        ("Telling my own story on the ward",),
        (Purpose.FORMATIVE,),
        (Function.EDUCATE, Function.SUPPORT),
        "Share for the other's sake, and stop before it becomes about me.",
        "Read the page on sharing with intent together.",
    ),
    Told(
        ("A week with three hard days",),
        (Purpose.RESTORATIVE,),
        (Function.SUPPORT,),
        "The hard part was being alone with it. A colleague is asked to walk along.",
    ),
    Told(
        ("Telephones again", "Who decides my tasks"),
        (Purpose.NORMATIVE, Purpose.RESTORATIVE),
        (Function.ADVOCATE, Function.ADMINISTRATE),
        "The job description says nothing of telephones; it goes to the team meeting.",
        "Bring the job description to the team meeting.",
    ),
    Told(
        ("What went well this month",),
        (Purpose.FORMATIVE, Purpose.RESTORATIVE),
        (Function.EVALUATE, Function.SUPPORT),
        "Stayed with silence twice, and it helped.",
    ),
    Told(
        ("Boundaries and messages at night",),
        (Purpose.NORMATIVE,),
        (Function.EDUCATE,),
        "Messages are answered in the morning; people are told so beforehand.",
        "Say it in the next group.",
    ),
)
