"""Who sees that supervision is overdue: that it does not take place is of the kind of that it does (A6, C5)."""

from __future__ import annotations

from typing import Final

from services.sessions.policy.oversight import OVERSIGHT
from shared.access import Policy, allow

RHYTHM: Final = Policy(
    "overdue supervision",
    [
        allow(
            "RY1",
            "Worker and supervisor, whoever covers, the line manager of the placement, and coordinator, HR, privacy officer and"
            " auditor of its agency see that supervision is overdue, and since when.",
            ("worker", "supervisor", "cover", *OVERSIGHT),
            "see",
        ),
    ],
)
