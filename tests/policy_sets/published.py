"""The published figures, written down from their sources and not from the templates (A6, D7, D8, K19-11, K19-12)."""

from typing import Any, Final

FORTNIGHT, MONTH, QUARTER, HALF_A_YEAR, YEAR = 14, 35, 98, 184, 366
"""In days, the longest that the words can mean: from one first Thursday to the next are 35, from March to September 184."""

PUBLISHED: Final[dict[str, dict[str, Any]]] = {
    "weekly-hour": {
        "at_least_every_days": 7,
        "session_minutes_at_least": 60,
        "agreement_by_session": 3,
        "supervisor.training": {f"K6-0{number}": 0 for number in range(1, 8)},
        "supervisor.in_supervision_themselves": True,
    },
    "monthly-at-least": {
        "at_least_every_days": MONTH,
        "performance_review_at_least_every_days": YEAR,
        "kinds_apart": "advised",
        "supervisor.peer_experience": "advised",
    },
    "medicaid-probation": {
        "at_least_every_days": MONTH,
        "at_least_every_days_in_probation": 7,
        "session_minutes_at_least_in_probation": 60,
    },
    "minehart": {"contact_at_least_every_days": 1, "at_least_every_days": QUARTER},
    "orwin-mix": {"at_least_every_days": MONTH, "group_at_least_every_days": FORTNIGHT},
    "aamft": {"at_least_every_days": FORTNIGHT, "session_minutes_at_least": 60},
    "idaho-bpa": {
        "supervision_hours_at_least": 20,
        "one_to_one_hours_at_least": 10,
        "group_hours_at_most": 10,
        "work_hours_per_supervision_hour": 200 // 20,
    },
    "north-carolina": {"workers_per_supervisor_at_most": 8},
    "pennsylvania": {"supervisor.training": {"K6-29": HALF_A_YEAR}},
    "samhsa-2023": {
        "worker.training_hours_at_least": 40,
        "worker.training_hours_at_most": 60,
        "worker.supervised_hours_at_most": 120,
        "supervisor.certified": "required",
        "supervisor.peer_experience": "required",
    },
    "workers-training": {
        "worker.training": {f"K6-{number}": HALF_A_YEAR for number in range(42, 66)},
    },
}
RECOMMENDED: Final = {
    "idaho-bpa": {"one_to_one_hours_at_least", "group_hours_at_most"},
    "workers-training": {"worker.training"},
}
"""What the source recommends and does not demand."""
FIGURES: Final = [(code, item) for code, asked in PUBLISHED.items() for item in asked]
