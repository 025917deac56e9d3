"""Who reads what sessions touched before it is told, which nobody does; and who sees the figures that are told (S3, S4, C5)."""

from __future__ import annotations

from typing import Final

from services.sessions.policy.oversight import BY_ROLE
from shared.access import Policy, allow

PUBLISHER: Final = "publisher"
"""The reaction that tells a closed quarter; no person is it."""

TALLIES: Final = Policy(
    "tally of sessions",
    [
        allow(
            "TL1",
            "Nobody reads what the sessions of a relationship touched, quarter by quarter: it is opened once, after the quarter"
            " is over, by what adds up the figures of an agency; then the key under which it was counted is destroyed.",
            (PUBLISHER,),
            "publish",
        ),
    ],
)

COUNTS: Final = Policy(
    "count of sessions",
    [
        allow(
            "SC1",
            "The coordinator, HR, privacy officer and auditor of an agency see for each closed quarter how many records of"
            " sessions were written there, or that fewer than eleven workers stand behind them; and how many touched each purpose"
            " and function, as far as of no eleven workers it follows that theirs did, or did not.",
            BY_ROLE,
            "see",
        ),
    ],
)
