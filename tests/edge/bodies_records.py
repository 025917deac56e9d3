"""What the addresses of performance records, dual relationships and feedback take."""

from functools import cache
from typing import Any, Final

from tests.house import Household

NAMES: Final = (
    *("note_performance", "show_performance_record", "comment_on_performance", "plan_performance"),
    *("conclude_performance_plan", "close_performance_record"),
    *("bring_dual_relationship", "weigh_dual_relationship", "decide_on_dual_relationship"),
    *("open_feedback_round", "answer_feedback_round"),
)


def bodies(home: Household) -> dict[str, dict[str, Any]]:
    words = {"words": "W"}
    return {
        "note_performance": {
            "agreement": str(home.demo.agreements["maya-petra"]),
            "functions": ["F"],
            "going_well": "A",
            "falling_short": "B",
            "discussion": "C",
        },
        "show_performance_record": {"entry": 1},
        "comment_on_performance": words,
        "plan_performance": {"steps": "A", "support": "B", "starts": "2026-03-02", "ends": "2026-03-03"},
        "conclude_performance_plan": {"outcome": "met"} | words,
        "close_performance_record": words,
        "bring_dual_relationship": {"agreement": str(home.demo.agreements["maya-sam"])} | words,
        "weigh_dual_relationship": {
            "answers": [{"question": "K9-32", "words": "W"}],
            "confident": True,
        },
        "decide_on_dual_relationship": {"going_on": True} | words,
        "open_feedback_round": {
            "agency": str(home.demo.agencies["harbour"]),
            "starts": "2026-03-02",
            "ends": "2026-03-22",
            "items": ["K4-04"],
        },
        "answer_feedback_round": {"answers": [{"item": "K4-04", "value": 3}]},
    }


@cache
def addresses(home: Household) -> dict[str, str]:
    """A record of each kind that is there, by how its address begins."""
    home.settle()
    made = bodies(home)
    begun = {
        "petra": ("/performance-records", made["note_performance"]),
        "maya": ("/dual-relationships", made["bring_dual_relationship"]),
        "dilip": ("/feedback/rounds", made["open_feedback_round"]),
    }
    ids = {}
    for handle, (path, body) in begun.items():
        answer = home.as_(handle).post(path, json=body)
        assert answer.status_code == 201, answer.text
        ids[f"{path}/"] = answer.headers["Location"].rpartition("/")[2]
    home.settle()
    return ids


QUERIES: Final = {
    "/performance-records": ("worker", "agency", "status", "limit", "after"),
    "/dual-relationships": ("status", "limit", "after"),
    "/feedback/rounds": ("agency",),
    "/feedback/items": ("asked_of",),
}
