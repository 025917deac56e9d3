"""Who may do and see what in this service: a file for each kind of record."""

from typing import Final

from services.sessions.policy.attendances import ATTENDANCES
from services.sessions.policy.contributions import CONTRIBUTIONS
from services.sessions.policy.group_sessions import GROUP_SESSIONS
from services.sessions.policy.groups import GROUPS, PROCEDURES
from services.sessions.policy.oversight import OVERSIGHT, overseeing
from services.sessions.policy.session import SESSIONS, relate_besides, relate_to_session
from shared.access import Policy

__all__ = ["OVERSIGHT", "POLICIES", "SESSIONS", "overseeing", "relate_besides", "relate_to_session"]

POLICIES: Final[tuple[Policy, ...]] = (
    SESSIONS,
    *(PROCEDURES, GROUPS, GROUP_SESSIONS, CONTRIBUTIONS, ATTENDANCES),
)
