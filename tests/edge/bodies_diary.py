"""What each address of diaries, evaluations and goals takes."""

from typing import Any, Final

from tests.edge.given import NOBODY
from tests.house import Household

OPERATIONS: Final = (
    *("write_entry", "revise_entry", "copy_to_portfolio", "revise_piece"),
    *("evaluate", "show_evaluation", "add_to_evaluation"),
    *("set_goal", "change_goal", "note_progress", "end_goal"),
)
QUERIES: Final = {
    "/diary": ("limit", "after"),
    "/diary/export": ("format",),
    "/diary/portfolio": ("limit", "after"),
    "/diary/portfolio/export": ("format",),
    f"/diary/{NOBODY}": ("as_of",),
    "/evaluations": ("worker", "agreement", "session", "group", "status", "limit", "after"),
    f"/evaluations/{NOBODY}": ("as_of",),
    "/goals": ("worker", "agreement", "status", "limit", "after"),
    f"/goals/{NOBODY}": ("as_of",),
}
RATED: Final = [{"competency": "K7-12", "function": "F", "rating": "steady", "words": "W"}]
ANSWERS: Final = {"change": "A", "strengths": "B", "how": "C", "sign": "D", "support": "E"}


def bodies(home: Household) -> dict[str, dict[str, Any]]:
    agreement = str(home.demo.agreements["maya-sam"])
    entry = {"title": "T", "on": "2026-03-01", "prompts": ["K27-10"], "text": "W"}
    said = {
        "session": NOBODY,
        "to": NOBODY,
        "of": "worker",
        "went_well": "W",
        "otherwise": "O",
        "rated": RATED,
    }
    period = {"starts": "2026-01-01", "ends": "2026-02-28", "rated": RATED, "overall": "O"}
    return {
        "write_entry": entry,
        "revise_entry": entry,
        "copy_to_portfolio": {"entry": NOBODY, "competencies": ["K7-63"]},
        "revise_piece": {"title": "T", "competencies": ["K7-63"], "text": "W"},
        "evaluate": {"formative": said, "summative": {"agreement": agreement} | period},
        "show_evaluation": {"entry": 1},
        "add_to_evaluation": {"words": "W"},
        "set_goal": {"agreement": agreement} | ANSWERS,
        "change_goal": ANSWERS,
        "note_progress": {"words": "W"},
        "end_goal": {"outcome": "achieved", "words": "W"},
    }
