"""Who may do and see what with a meeting of a group: who was there, and who arranges it; nobody by any role (S9, S10)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.company import Company
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.policy.groups import ARRANGING, WITHIN, relate_to_group
from shared.access import Policy, allow
from shared.identity import PersonId

THERE: Final = ("facilitator", "attended", "took-part")
"""Who facilitated a meeting, and who was at it: of group supervision, or of co-reflection."""
TAKEN_OUT: Final = "taken-out"
IN_THE_GROUP: Final = ("member", "participant", "later")
"""Who belonged when it began and does still, and who came later."""
BELONGED: Final = "belonged"
"""Who belonged when it began, or was called off before that, and has left since."""

THAT_IT_MET: Final = (
    *("id", "group", "format", "status", "starts", "minutes", "modality"),
    *("managers_attend", "facilitator"),
)

GROUP_SESSIONS: Final = Policy(
    "meeting of a group",
    [
        allow(
            "GR20",
            "Whoever was at a meeting, or facilitated it, sees all that is clear of it, and who was there.",
            THERE,
            "see",
        ),
        allow(
            "GR33",
            "Whoever was recorded as one who was there, and by a correction is no more, sees that it took place, who stayed away or"
            " called it off, and what was recorded before with them among those there; of what was said, nothing further.",
            (TAKEN_OUT,),
            "see",
            states=("held", "missed", "cancelled"),
            sees=(*THAT_IT_MET, "missed_by", "cancelled_by", "told_at", "corrections"),
        ),
        allow(
            "GR21",
            "Whoever belongs to the group sees its meetings to come, those called off, and those to which nobody came; whoever"
            " belonged when a meeting began, or was called off, does so until it is recorded as held.",
            (*IN_THE_GROUP, BELONGED),
            "see",
            states=("scheduled", "cancelled", "missed"),
        ),
        allow(
            "GR22",
            "Of a meeting at which they were not, whoever belongs to the group sees that it took place, and not who was there.",
            IN_THE_GROUP,
            "see",
            states=("held",),
            sees=THAT_IT_MET,
        ),
        allow(
            "GR23",
            "Whoever was at a meeting, or facilitated it, and nobody else, reads its record; each reading is accounted for.",
            THERE,
            "read-record",
        ),
        allow(
            "GR24",
            "Whoever belonged to the group, or facilitated it, when a meeting was called off, reads why; accounted for too.",
            (*WITHIN, BELONGED, "attended", "took-part"),
            "read-reason",
        ),
        allow(
            "GR25",
            "Whoever facilitates, or did when it began, moves, calls off or records a meeting as held, with who was there, or that"
            " nobody came; in co-reflection each participant does who belonged when it began, and says beforehand whether a"
            " manager comes.",
            ARRANGING,
            "arrange",
            states=("scheduled", "cancelled", "missed"),
        ),
        allow(
            "GR34",
            "Whoever belongs to a group, and did when a meeting of it began, records that whoever facilitates stayed away from it;"
            " whoever arranges it does too, and in co-reflection each participant that another did.",
            (*ARRANGING, "member"),
            "say-who-stayed-away",
            states=("scheduled", "cancelled", "missed"),
        ),
        allow(
            "GR32",
            "Of a meeting that was held, whoever facilitated it, or took part, is told that it was, and corrects who was there and"
            " how; to nobody else does it tell by its version how much was written of it.",
            ("facilitator", "took-part"),
            "arrange",
            states=("held",),
        ),
        allow(
            "GR26",
            "Whoever facilitated writes the record; in co-reflection, one of those who took part.",
            ("facilitator", "took-part"),
            "write-record",
        ),
        allow(
            "GR27",
            "Whoever was there adds to the record, corrects it, and signs it or says why not, each for themselves; it is opened"
            " to them for that, and accounted for.",
            THERE,
            "add-to-record",
        ),
        allow(
            "GR28",
            "Whoever facilitated signs that the meeting took place so.",
            ("facilitator",),
            "sign",
        ),
        allow(
            "GR29",
            "Whoever belongs to the group brings something to a meeting that is to come.",
            WITHIN,
            "contribute",
            states=("scheduled",),
        ),
        allow(
            "GR30",
            "Of a meeting that was held, whoever was there brings something to it.",
            THERE,
            "contribute",
            states=("held",),
        ),
        allow(
            "GR31",
            "Whoever was at a meeting, or facilitated it, sees who opened its record.",
            THERE,
            "see-accesses",
        ),
    ],
)


def relate_to_meeting(
    meeting: GroupSession, company: Company, person: PersonId, *, there: bool, taken_out: bool
) -> frozenset[str]:
    """By the group as it was when the meeting began, and the person's own attendance; who came since came later, who left belonged."""
    then, today = (relate_to_group(one, person) - {"invited"} for one in (company.then, company.now))
    stands = (then & today) - {"facilitator"}
    if person in _leading(meeting, company):
        stands |= {"facilitator"}
    elif today - stands:
        stands |= {"later"}
    if then - today - {"facilitator"}:
        stands |= {BELONGED}
    if there:
        stands |= {"took-part" if meeting.is_circle else "attended"}
    if taken_out:
        stands |= {TAKEN_OUT}
    return stands


def _leading(meeting: GroupSession, company: Company) -> frozenset[PersonId | None]:
    """Who facilitated it; as long as that is not recorded, also who facilitates now, who may record it."""
    if meeting.is_circle:
        return frozenset()
    if meeting.status == "held":
        return frozenset({meeting.facilitator})
    also = {company.now.facilitator} if meeting.status == "scheduled" else set()
    return frozenset({company.then.facilitator, *also})
