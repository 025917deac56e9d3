"""What the addresses of concerns take."""

from typing import Any, Final

from tests.edge.concerns import told
from tests.edge.given import NOBODY
from tests.house import Household

OPERATIONS: Final = (
    *(
        "give_concern_notice",
        "see_concern_notice",
        "respond_to_concern",
        "tell_of_escalation",
        "object_to_consultation",
    ),
    *("consult_on_concern", "close_concern", "withdraw_concern", "add_concern_statement"),
    *("bring_concern_notice", "take_concerns_over", "note_step_out_of_order"),
)
THEN: Final = "2026-03-02T14:30:00Z"
_TOLD: Final[dict[int, str]] = {}


def concern(home: Household) -> str:
    """The id of one that Sam told Maya of, in each house once."""
    if id(home) not in _TOLD:
        _TOLD.clear()
        _TOLD[id(home)] = told(home).rpartition("/")[2]
    return _TOLD[id(home)]


def bodies(home: Household) -> dict[str, dict[str, Any]]:
    agreement = str(home.demo.agreements["maya-sam"])
    ground = {
        "ground": "safety",
        "why_serious": "W",
        "section": "4.2",
        "law": "children",
        "law_digest": "0" * 64,
    }
    return {
        "see_concern_notice": {"notice": 1},
        "give_concern_notice": {
            "agreement": agreement,
            "group": NOBODY,
            "worker": home.person("maya"),
            "grounds": [ground],
            "words": "W",
            "about": [home.person("dilip")],
            "how": "in-person",
            "told_at": THEN,
            "answer_hours": 48,
            "agreed": True,
            "why_zero": "W",
            "immediate_danger": False,
            "draft": NOBODY,
        },
        "respond_to_concern": {"answer": "declined", "words": "W"},
        "tell_of_escalation": {
            "to": home.person("petra"),
            "name": "N",
            "statement": "S",
            "how": "call",
            "told_at": THEN,
        },
        "object_to_consultation": {"notice": 1, "words": "W"},
        "consult_on_concern": {"to": home.person("petra"), "statement_digest": "0" * 64},
        "close_concern": {"words": "W"},
        "withdraw_concern": {"words": "W"},
        "add_concern_statement": {"words": "W"},
        "bring_concern_notice": {"how": "message"},
        "take_concerns_over": {
            "agreement": agreement,
            "group": NOBODY,
            "worker": home.person("maya"),
            "how": "call",
            "told_at": THEN,
        },
        "note_step_out_of_order": {"step": "consultation", "taken_at": THEN, "words": "W"},
    }
