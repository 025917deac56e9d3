"""Who sees that somebody was at a meeting: they, and who oversees their placement, who learn nothing of anybody else (S9, C5)."""

from __future__ import annotations

from typing import Final

from services.directory.relations import Relations
from services.sessions.domain.attendances import Attendance
from services.sessions.policy.oversight import OVERSIGHT, overseeing
from shared.access import Policy, allow
from shared.identity import PersonId

THAT_THEY_WERE_THERE: Final = (
    *("id", "member", "agency", "placement"),
    *("format", "modality", "starts", "minutes", "was_there", "signed"),
)
"""Neither the group nor the meeting: by these two people of one agency could be put together with others."""

ATTENDANCES: Final = Policy(
    "attendance at a meeting",
    [
        allow("GR40", "Whoever was at a meeting sees that they were, and which it was.", ("member",), "see"),
        allow(
            "GR41",
            "The line manager of their placement, and the coordinator, HR, privacy officer and auditor of its agency, see"
            " that they attended, when and for how long, and whether they signed: never which group it was, nor who else"
            " was there.",
            OVERSIGHT,
            "see",
            sees=THAT_THEY_WERE_THERE,
        ),
        allow(
            "GR43",
            "Whoever was at the same meeting, or facilitated it, reads under which name each signed; accounted for.",
            ("member", "there"),
            "read-signature",
        ),
        allow("GR42", "Each signs their own attendance, and nobody signs for another.", ("member",), "sign"),
    ],
)


def relate_to_attendance(attendance: Attendance, person: PersonId, relations: Relations) -> frozenset[str]:
    """Whoever was there stands by the record itself, everybody else by today's directory."""
    if person == attendance.member:
        return frozenset({"member"})
    assert attendance.agency is not None
    return overseeing(person, attendance.agency, attendance.placement, relations)
