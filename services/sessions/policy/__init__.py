"""Who may do and see what in this service: a file for each kind of record."""

from typing import Final

from services.sessions.policy.oversight import OVERSIGHT, overseeing
from services.sessions.policy.rhythm import RHYTHM
from services.sessions.policy.tallies import COUNTS, TALLIES
from shared.access import Policy

__all__ = ["COUNTS", "OVERSIGHT", "POLICIES", "RHYTHM", "TALLIES", "overseeing"]

POLICIES: Final[tuple[Policy, ...]] = (RHYTHM, TALLIES, COUNTS)
