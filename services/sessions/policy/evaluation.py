"""Who may do and see what with an evaluation: the two, and with one over a period those whom S13 names, after the worker (S8)."""

from __future__ import annotations

from typing import Final

from services.directory.relations import Relations
from services.sessions.domain.evaluation import Evaluation
from services.sessions.domain.session import Session
from services.sessions.policy.group_sessions import THERE as AT_A_MEETING
from services.sessions.policy.session import relate_to_session
from shared.access import Policy, allow
from shared.identity import PersonId

BETWEEN: Final = ("worker", "supervisor")
TWO: Final = (*BETWEEN, "author", "recipient")
"""Those of a session, or of a period; or who gave it to whom, where they met in any other way."""
WRITE_ON: Final = ("worker", "author")
"""Of a period: its author is whoever wrote it and supervises the worker administratively today."""
READ_ON: Final = (*TWO, "wrote")
"""With whoever wrote it of a period, and does so no more."""
THERE: Final = "there"
"""Whoever was at a session otherwise: as the third, at a meeting of a group or circle, or facilitating it."""
AFTER: Final = ("supervises", "line_manager", "hr")
OVER_A_PERIOD: Final = ("written", "shown")
WHAT_OTHERS_SEE: Final = (
    *("id", "kind", "agreement", "worker", "supervisor", "by", "agency", "placement"),
    *("starts", "ends", "status", "written_at", "shown_version"),
)

EVALUATIONS: Final = Policy(
    "evaluation",
    [
        allow(
            "EV1",
            "The worker, and the supervisor of that session or whoever wrote it of a period, see an evaluation from its first"
            " moment, and its history; so do those two who met otherwise, whoever gave it and whom it was given to.",
            READ_ON,
            "see",
        ),
        allow(
            "EV2",
            "Of an evaluation over a period, once the worker was shown it, whoever supervises the worker administratively at that"
            " agency today, the line manager of the placement and HR of the agency see that it is there and how it stands, as"
            " far as the worker was shown it. Nobody else does, and nobody but the two sees one after a session; only once either"
            " is due for erasure the agency's privacy officers find that it is there.",
            AFTER,
            "see",
            states=("shown",),
            sees=WHAT_OTHERS_SEE,
        ),
        allow(
            "EV3",
            "The worker, and the supervisor of that session or whoever wrote it of a period, read all of an evaluation; so"
            " do the two who met otherwise, whoever gave it and whom it was given to. Each reading is accounted for.",
            READ_ON,
            "read-words",
        ),
        allow(
            "EV4",
            "Whoever supervises the worker administratively at that agency today, the line manager of the placement and HR"
            " of the agency read, of an evaluation over a period, what the worker was shown and what the worker added; each"
            " reading is accounted for.",
            AFTER,
            "read-words",
            states=("shown",),
            purpose="administrative supervision",
        ),
        allow(
            "EV5",
            "Worker and supervisor of a session that was held evaluate it: each other, or themselves. Two who were there in any"
            " other way do so alike: in co-supervision the third and either of them, in co-reflection any who took part, in"
            " group supervision whoever facilitated it and whoever was at it.",
            (*BETWEEN, THERE),
            "give",
        ),
        allow(
            "EV6",
            "Whoever supervises the worker administratively, under an agreement in force, and nobody else, evaluates a period.",
            ("supervises",),
            "write",
        ),
        allow(
            "EV7",
            "The worker, or whoever wrote it and supervises the worker administratively today, says that the worker was shown what"
            " was written last of a period.",
            WRITE_ON,
            "show",
            states=OVER_A_PERIOD,
        ),
        allow(
            "EV8",
            "To what was said after a session the two between whom it is add words of their own, whatever became of"
            " supervision since.",
            TWO,
            "add",
            states=("given",),
        ),
        allow(
            "EV9",
            "The two between whom an evaluation after a session is, and the worker of one over a period, see who opened it,"
            " and when; so does whoever wrote it of a period, while they supervise the worker administratively at that"
            " agency, under an agreement in force.",
            TWO,
            "see-accesses",
        ),
        allow(
            "EV10",
            "To an evaluation over a period the worker adds words of their own at any time, and whoever wrote it while they"
            " supervise the worker administratively at that agency, under an agreement in force.",
            WRITE_ON,
            "add",
            states=OVER_A_PERIOD,
        ),
    ],
)


def relate_to_evaluation(
    evaluation: Evaluation, person: PersonId, relations: Relations, *, supervises: bool
) -> frozenset[str]:
    """The two by the record itself; `supervises` is what agreements say of today; the rest by the directory."""
    stands = {evaluation.worker: "worker", evaluation.supervisor: "supervisor"}
    if evaluation.to:
        stands = {evaluation.by: "author", evaluation.to: "recipient"}
    if person == evaluation.supervisor and not evaluation.session:
        return frozenset({"author" if supervises else "wrote"})
    if person in stands:
        return frozenset({stands[person]})
    if evaluation.session:
        return frozenset()
    assert evaluation.agency is not None
    assert evaluation.placement is not None
    relations.require_fresh()
    placed = relations.placement(evaluation.placement)
    manages = placed is not None and placed.line_manager == person
    return (
        frozenset({"supervises"} if supervises else ())
        | frozenset({"line_manager"} if manages else ())
        | (relations.roles_at(person, evaluation.agency) & {"hr"})
    )


def stands_after_session(session: Session, person: PersonId) -> frozenset[str]:
    """Worker and supervisor as such; the third was there (S12)."""
    stands = relate_to_session(session, person)
    return frozenset({THERE}) if stands - frozenset(BETWEEN) else stands


def stands_after_meeting(stands: frozenset[str]) -> frozenset[str]:
    """From how somebody stands to a meeting: whether they were at it, or facilitated it (S9, S10)."""
    return frozenset({THERE} if stands & frozenset(AT_A_MEETING) else ())
