"""Who may do and see what with feedback on supervision: many see figures, nobody sees an answer (K4, C5)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from services.directory.relations import Relations
from services.sessions.domain.feedback import FeedbackRespondent
from services.sessions.policy.oversight import BY_ROLE
from shared.access import Policy, allow
from shared.identity import AgencyId, PersonId

OPENING: Final = ("coordinator", "hr")
UNDER: Final = ("worker", "supervisor")
"""By an agreement in force at the agency."""

FEEDBACK: Final = Policy(
    "feedback on supervision",
    [
        allow(
            "FB1",
            "Everybody linked to a person sees the statements of the catalogue.",
            ("anybody",),
            "see-items",
        ),
        allow(
            "FB2",
            "Workers and supervisors of agreements in force at an agency, and its coordinator, HR, privacy officer and auditor,"
            " see its rounds, and their history.",
            (*UNDER, *BY_ROLE),
            "see",
        ),
        allow(
            "FB3",
            "Once a round is closed, and not before, workers and supervisors of agreements in force at its agency, and its"
            " coordinator, HR, privacy officer and auditor, see its figures, where eleven workers or more answered; an"
            " answer nobody sees.",
            (*UNDER, *BY_ROLE),
            "see-figures",
            states=("closed",),
        ),
        allow("FB4", "A coordinator or HR of an agency opens a round for its workers.", OPENING, "open"),
        allow(
            "FB5",
            "A worker of an agreement in force at the agency answers, once.",
            ("worker",),
            "answer",
        ),
    ],
)

RESPONDENTS: Final = Policy(
    "that somebody answered a round of feedback",
    [
        allow(
            "FB6",
            "Whoever answered a round takes along, once it is closed, which it was and that they did; what was answered is"
            " nobody's.",
            ("respondent",),
            "read-own",
        ),
    ],
)


def relate_to_respondent(one: FeedbackRespondent, person: PersonId) -> frozenset[str]:
    """By the fact itself, wherever they work by now."""
    return frozenset({"respondent"} if person == one.person else ())


def relate_to_feedback(
    person: PersonId, agency: AgencyId, under: AbstractSet[str], relations: Relations
) -> frozenset[str]:
    """`under` is how somebody stands by agreements in force at the agency, which is enough; the rest is said by the directory."""
    if under:
        return frozenset(under)
    relations.require_fresh()
    return relations.roles_at(person, agency) & frozenset(BY_ROLE)
