"""All that can be asked about the rhythm of supervision, its balance, and what is told of sessions by quarter."""

from services.directory.events import Role
from services.sessions.policy import BALANCE, COUNTS, OVERSIGHT, RHYTHM, TALLIES
from tests.shape.space import Space

ROLES = tuple(role.value for role in Role)
SPACES = (
    Space(
        "OverdueSupervision",
        RHYTHM,
        ("worker", "supervisor", "beside", *OVERSIGHT, "administrator", "system"),
        ("see",),
        ("",),
        2_048,
    ),
    Space(
        "Balance",
        BALANCE,
        ("worker", "supervisor", "beside", "third", *OVERSIGHT, "administrator", "system"),
        ("read-balance",),
        ("",),
        4_096,
    ),
    Space(
        "SessionTally",
        TALLIES,
        ("publisher", "worker", "supervisor", "line_manager", *ROLES, "system"),
        ("publish",),
        ("",),
        8_192,
    ),
    Space("SessionCount", COUNTS, (*ROLES, "line_manager", "party", "system"), ("see",), ("",), 2_048),
)
