"""Who may do and see what in this service: a file for each kind of record."""

from typing import Final

from services.sessions.policy.catalogues import CATALOGUES
from services.sessions.policy.diary import DIARIES
from services.sessions.policy.oversight import OVERSIGHT, overseeing
from shared.access import Policy

__all__ = ["CATALOGUES", "DIARIES", "OVERSIGHT", "POLICIES", "overseeing"]

POLICIES: Final[tuple[Policy, ...]] = (CATALOGUES, DIARIES)
