"""What the addresses of drafts of concerns and of reports to authorities take."""

from typing import Any, Final

from tests.edge.given import NOBODY
from tests.house import Household

OPERATIONS: Final = (
    *("draft_concern", "revise_concern_draft", "record_external_report", "show_external_report"),
)
THERE: Final = {"/concern-drafts/": NOBODY, "/external-reports/": NOBODY}
"""Addresses of one: of none, since whose they are, their author alone may tell."""


def bodies(home: Household) -> dict[str, dict[str, Any]]:
    drafted = {
        "agreement": str(home.demo.agreements["maya-sam"]),
        "group": NOBODY,
        "worker": home.person("maya"),
        "grounds": [
            {"ground": "safety", "why_serious": "W", "section": "4.2", "law": "child-protection"},
        ],
        "words": "W",
    }
    return {
        "draft_concern": drafted,
        "revise_concern_draft": drafted,
        "record_external_report": {
            "concern": NOBODY,
            "report": {
                "authority": "A",
                "law": "L",
                "reported_at": "2026-03-02T09:30:00Z",
                "reference": "R",
                "words": "W",
            },
        },
        "show_external_report": {"to": home.person("maya")},
    }
