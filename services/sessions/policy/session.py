"""Who may do and see what with a session: those who meet all of it, the agency that it takes place (C1, C5)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from services.sessions.domain.session import Session
from services.sessions.policy.oversight import OVERSIGHT
from shared.access import Policy, allow
from shared.identity import PersonId

TWO: Final = ("worker", "supervisor")
PARTIES: Final = (*TWO, "third")
BESIDE: Final = "beside"
SHOWN: Final = "shown"

THAT_IT_TAKES_PLACE: Final = (
    "id",
    "agreement",
    "worker",
    "supervisor",
    "third",
    "agency",
    "placement",
    "format",
    "modality",
    "starts",
    "minutes",
    "status",
    "extent",
    "cancelled_by",
    "told_at",
    "missed_by",
    "attendance",
)
"""Who met, when, how long and how, what became of it, and who signed that; not that anything was written."""

SESSIONS: Final = Policy(
    "session",
    [
        allow(
            "SE1",
            "Worker and supervisor of a session, and in co-supervision the agency supervisor whom the worker agreed to, see"
            " everything that is clear about it, and its history: until it was held, who covers only as long as they cover on its"
            " day, and an agency supervisor only as long as they are one there.",
            PARTIES,
            "see",
        ),
        allow(
            "SE2",
            "The line manager of the worker's placement, and the coordinator, HR, privacy officer and auditor of its agency,"
            " see that it takes place: who, when, how long, how, whether it was held, cancelled or missed and by whom, and"
            " signatures of attendance. Never content, nor whether anything was written.",
            OVERSIGHT,
            "see",
            sees=THAT_IT_TAKES_PLACE,
        ),
        allow(
            "SE3",
            "Whoever else supervises under the same agreement today, such as a cover, whoever covers on the day of a session that"
            " is scheduled, and an agency supervisor whom the worker has not agreed to yet, see the same.",
            (BESIDE,),
            "see",
            sees=THAT_IT_TAKES_PLACE,
        ),
        allow(
            "SE4",
            "Either party of an agreement, or whoever covers, sets the time of a session or records contact that was held.",
            (*TWO, BESIDE),
            "schedule",
        ),
        allow("SE5", "Worker or supervisor sets another time, or leaves the third out.", TWO, "reschedule"),
        allow(
            "SE6",
            "The worker, and nobody else, agrees to co-supervision.",
            ("worker",),
            "agree-to-co-supervision",
        ),
        allow(
            "SE7",
            "Worker or supervisor records that it was held, cancelled or missed, and corrects that.",
            TWO,
            "conclude",
        ),
        allow("SE8", "Each who met signs their attendance.", PARTIES, "sign-attendance"),
        allow(
            "SE9",
            "The worker, and nobody else, opens a session to whoever else supervises under the same agreement today.",
            ("worker",),
            "show",
        ),
        allow("SE10", "Those who met see who opened what of it, and when.", PARTIES, "see-accesses"),
        allow(
            "SE11",
            "Whoever covers on the day of a session takes it over from who was going to hold it; the agreement's supervisor takes"
            " it back where nobody covers that day.",
            (BESIDE,),
            "take-over",
        ),
        allow(
            "SR1",
            "Those who met, and nobody else, read its agenda, its record and all words of it; who took it over, of what was set"
            " down before, what the worker opens to them. Each reading is accounted for.",
            PARTIES,
            "read",
        ),
        allow(
            "SR2",
            "Whoever else supervises under the same agreement today reads what the worker has opened to them; each reading is"
            " accounted for.",
            (SHOWN,),
            "read",
        ),
        allow("SR3", "Those who meet put something on the agenda.", PARTIES, "put-on-agenda"),
        allow("SR4", "Those who met write its record.", PARTIES, "write-record"),
        allow(
            "SR5",
            "Those who met sign the record or refuse to, correct it, add to it, and close its actions.",
            PARTIES,
            "add-to-record",
        ),
        allow(
            "SR6",
            "What was left open goes from a record into the next of the same people, who alone are shown it; each reading is"
            " accounted for.",
            PARTIES,
            "carry-on",
        ),
    ],
)


def relate_to_session(session: Session, person: PersonId, *, still: bool = True) -> frozenset[str]:
    """By the record itself; `still` is whether one who covered, or the third, is theirs to meet in it yet. What was held is."""
    if not still and session.status != "held" and person != session.worker:
        return frozenset()
    stands = {session.worker: "worker", session.supervisor: "supervisor"}
    if session.third and session.agreed_to:
        stands[session.third] = "third"
    return frozenset({stands[person]} if person in stands else ())


def relate_besides(
    session: Session,
    person: PersonId,
    supervising: AbstractSet[PersonId],
    covering: AbstractSet[PersonId] = frozenset(),
    *,
    still: bool = True,
) -> frozenset[str]:
    """For who is no party of it; `supervising` do so under its agreement today, `covering` on the day of the session."""
    if person in supervising:
        return frozenset({BESIDE, SHOWN} if person in session.shown else {BESIDE})
    to_come = covering if session.status == "scheduled" else frozenset()
    asked = person == session.third and still
    return frozenset({BESIDE} if asked or person in to_come else ())
