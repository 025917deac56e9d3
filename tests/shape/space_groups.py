"""All that can be asked about groups, their meetings, what is brought to them, and who was there."""

from services.sessions.policy.attendances import ATTENDANCES
from services.sessions.policy.contributions import CONTRIBUTIONS
from services.sessions.policy.group_sessions import GROUP_SESSIONS
from services.sessions.policy.groups import GROUPS, JOININGS, PROCEDURES
from services.sessions.policy.oversight import OVERSIGHT
from tests.shape.space import Space

WITHIN = ("facilitator", "member", "participant")

SPACES = (
    Space("GroupProcedure", PROCEDURES, ("anybody", "system"), ("see",), ("",), 8),
    Space("GroupJoining", JOININGS, ("left", "system"), ("read-own",), ("",), 8),
    Space(
        "Group",
        GROUPS,
        (*WITHIN, "invited", "asked-to-facilitate", "supervisor", "colleague", *OVERSIGHT, "system"),
        (
            *("see", "read-about", "read-names", "form-group", "form-circle", "invite", "join", "leave"),
            *("name-facilitator", "facilitate", "schedule", "close", "see-accesses"),
        ),
        ("open", "closed"),
        229_376,
    ),
    Space(
        "GroupSession",
        GROUP_SESSIONS,
        (*WITHIN, "belonged", "later", "attended", "took-part", "taken-out", *OVERSIGHT, "system"),
        (
            *(
                "see",
                "read-record",
                "read-reason",
                "arrange",
                "say-who-stayed-away",
                "write-record",
                "add-to-record",
            ),
            *("sign", "contribute", "see-accesses"),
        ),
        ("scheduled", "held", "cancelled", "missed"),
        720_896,
    ),
    Space(
        "Contribution",
        CONTRIBUTIONS,
        ("author", *WITHIN, "attended", "took-part", *OVERSIGHT, "system"),
        ("read", "see-accesses", "share"),
        ("kept", "shared"),
        32_768,
    ),
    Space(
        "Attendance",
        ATTENDANCES,
        ("member", "there", "facilitator", *OVERSIGHT, "system"),
        ("see", "sign", "read-signature"),
        ("",),
        2_048,
    ),
)
