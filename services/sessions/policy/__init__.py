"""Who may do and see what in this service: a file for each kind of record."""

from typing import Final

from services.sessions.policy.drafts import DRAFTS
from services.sessions.policy.oversight import OVERSIGHT, overseeing
from shared.access import Policy

__all__ = ["DRAFTS", "OVERSIGHT", "POLICIES", "overseeing"]

POLICIES: Final[tuple[Policy, ...]] = (DRAFTS,)
