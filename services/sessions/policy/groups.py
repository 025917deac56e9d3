"""Who may do and see what with a group: whoever is in it, and nobody by any role (S9, S10)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.groups import Group
from shared.access import Policy, allow
from shared.identity import PersonId

WITHIN: Final = ("facilitator", "member", "participant")
"""In co-reflection nobody is facilitator or member: all who belong to it are participants alike (S10)."""
ARRANGING: Final = ("facilitator", "participant")
TO_FACILITATE: Final = "asked-to-facilitate"
ASKED: Final = ("invited", TO_FACILITATE)

TO_BE_JOINED: Final = ("id", "format", "agency", "facilitator", "managers_attend", "status", "formed_at")
PROCEDURES: Final = Policy(
    "procedure of a group",
    [
        allow(
            "GR1",
            "Everybody in the house sees the steps that a group can go by.",
            ("anybody",),
            "see",
        ),
    ],
)

JOININGS: Final = Policy(
    "joining of a group",
    [
        allow(
            "GR15",
            "Whoever left a group takes along what they did in it themselves, how they joined it, what they accepted and signed,"
            " and that they left, and nothing of what it is now; accounted for.",
            ("left",),
            "read-own",
        ),
    ],
)

GROUPS: Final = Policy(
    "group",
    [
        allow(
            "GR2",
            "Whoever belongs to a group or facilitates it sees all that is clear of it, and who belongs to it. No manager,"
            " officer or agency does, whatever they are.",
            WITHIN,
            "see",
        ),
        allow(
            "GR3",
            "Whoever was asked to join or to facilitate sees who facilitates and whether managers come, and not who belongs to it.",
            ASKED,
            "see",
            sees=TO_BE_JOINED,
        ),
        allow(
            "GR4",
            "Whoever is in a group, or was asked to join or to facilitate it, reads what it is called, what it keeps confidential,"
            " and by which steps it means to go; each reading is accounted for.",
            (*WITHIN, *ASKED),
            "read-about",
        ),
        allow(
            "GR14",
            "Whoever is in a group reads under which name each joined, or accepted to facilitate it, and what that means to them;"
            " accounted for too.",
            WITHIN,
            "read-names",
        ),
        allow(
            "GR5",
            "Whoever supervises at an agency or at home forms a group there, and facilitates it.",
            ("supervisor",),
            "form-group",
        ),
        allow(
            "GR6",
            "Whoever belongs to an agency forms a circle of co-reflection there.",
            ("colleague",),
            "form-circle",
        ),
        allow(
            "GR7",
            "Whoever facilitates asks people to join a group; in co-reflection each participant does.",
            ARRANGING,
            "invite",
        ),
        allow("GR8", "Who was asked to join does so for themselves.", ("invited",), "join"),
        allow(
            "GR9",
            "Each leaves, or turns an asking down, for themselves; who facilitates says who has left.",
            (*WITHIN, *ASKED),
            "leave",
        ),
        allow(
            "GR10",
            "Whoever facilitates a group asks who follows, and a member does once they fit it no more; in co-reflection"
            " each participant says who facilitates, or that nobody does.",
            WITHIN,
            "name-facilitator",
        ),
        allow(
            "GR16",
            "Who was asked to facilitate a group accepts that for themselves.",
            (TO_FACILITATE,),
            "facilitate",
        ),
        allow(
            "GR11",
            "Whoever facilitates schedules meetings, and closes the group; in co-reflection each participant does.",
            ARRANGING,
            "schedule",
        ),
        allow(
            "GR12", "Whoever facilitates closes a group; in co-reflection, a participant.", ARRANGING, "close"
        ),
        allow(
            "GR13",
            "Whoever belongs to a group or facilitates it sees who opened what it is called and keeps confidential.",
            WITHIN,
            "see-accesses",
        ),
    ],
)


def relate_to_group(group: Group, person: PersonId) -> frozenset[str]:
    """By the group itself: no role and no directory has a say in it."""
    stands: set[str] = {"invited"} if person in group.invited else set()
    if person == group.asked:
        stands |= {TO_FACILITATE}
    if person in group.members:
        stands |= {"participant" if group.is_circle else "member"}
    if person == group.facilitator and not group.is_circle:
        stands |= {"facilitator"}
    return frozenset(stands)


def relate_to_joining(group: Group, person: PersonId) -> frozenset[str]:
    """Of whoever is in it, or is asked to come back, the group itself tells more."""
    return frozenset({"left"} if person in group.ever and not relate_to_group(group, person) else ())
