"""What each address of groups takes, and a circle and a meeting of it to send it to."""

from typing import Any, Final

from shared.web.bodies import SOME_DIGEST
from tests.edge.given import LIMITS
from tests.edge.given_groups import ABOUT, circle, scheduled
from tests.house import Household

OPERATIONS: Final = (
    *("form_group", "invite_to_group", "join_group", "leave_group", "name_facilitator"),
    "accept_facilitation",
    *("schedule_group_session", "reschedule_group_session", "say_managers_attend"),
    *(
        "cancel_group_session",
        "miss_group_session",
        "hold_group_session",
        "correct_group_holding",
        "write_group_record",
        "correct_group_record",
    ),
    *("add_to_group_record", "sign_group_session", "contribute", "close_group_action"),
)
QUERIES: Final = {
    "/groups": ("status", "limit", "after"),
    "/groups/procedure": ("format",),
    "/groups/{group}": ("as_of",),
    "/groups/{group}/accesses": ("limit", "after"),
    "/group-sessions": ("group", "status", "from", "to", "limit", "after"),
    "/group-sessions/{meeting}/accesses": ("limit", "after"),
    "/attendances": ("worker", "agency", "from", "to", "limit", "after"),
}
_MADE: Final[dict[int, dict[str, str]]] = {}


def ids(home: Household) -> dict[str, str]:
    """The ids of Maya's circle and of a meeting of it, the same for a house whenever they are asked for."""
    if id(home) not in _MADE:
        _MADE.clear()
        path = circle(home, managers_attend=True)
        meeting = scheduled(home, path, "maya")
        _MADE[id(home)] = {"group": path.rpartition("/")[2], "meeting": meeting.rpartition("/")[2]}
    return _MADE[id(home)]


def bodies(home: Household) -> dict[str, dict[str, Any]]:
    at, named = "2026-03-10T14:00:00Z", {"printed_name": "A", "meaning": "B"}
    record = {
        "outline": ["O"],
        "picked": home.person("maya"),
        "chosen_way": "C",
        "learning": "L",
        "next_session": at,
        "purposes": ["formative"],
        "functions": ["support"],
        "methods": ["recording"],
        "outcomes": "O",
    }
    action = {"what": "W", "who": home.person("jordan"), "by_when": "2026-03-10"}
    goes_on = {"carried_from": {"session": ids(home)["meeting"], "action": 1}}
    return {
        "form_group": {
            "agency": str(home.demo.agencies["harbour"]),
            "format": "co-reflection",
            "shared": True,
            "managers_attend": True,
            "about": ABOUT,
        },
        "invite_to_group": {"person": home.person("petra")},
        "join_group": {
            "placement": str(home.demo.placements["maya"]),
            "acknowledged_limits": LIMITS,
            "accepts_confidentiality": True,
            **named,
        },
        "leave_group": {"member": home.person("petra")},
        "name_facilitator": {"facilitator": home.person("jordan")},
        "accept_facilitation": {"acknowledged_limits": LIMITS, "accepts_confidentiality": True, **named},
        "schedule_group_session": {
            "starts": at,
            "minutes": 90,
            "modality": "video",
            "managers_attend": True,
        },
        "reschedule_group_session": {"starts": at, "minutes": 90, "modality": "video"},
        "say_managers_attend": {"managers_attend": True},
        "miss_group_session": {"who": home.person("jordan")},
        "cancel_group_session": {
            "by": home.person("jordan"),
            "told_at": "2026-03-01T10:00:00Z",
            "reason": "R",
        },
        "hold_group_session": {
            "starts": at,
            "minutes": 80,
            "extent": "full",
            "modality": "video",
            "attendees": [home.person("maya"), home.person("jordan")],
        },
        "correct_group_holding": {
            "became": "held",
            "starts": at,
            "attendees": [home.person("maya"), home.person("jordan")],
            "minutes": 80,
            "extent": "full",
            "modality": "video",
            "who": home.person("jordan"),
        },
        "write_group_record": {"record": record | {"actions": [action | goes_on]}},
        "correct_group_record": {
            "record": record | {"actions": [action | {"number": 1}]},
            "digest": SOME_DIGEST,
        },
        "close_group_action": {"closing": "done", "words": "W"},
        "add_to_group_record": {"words": "W", **named},
        "sign_group_session": {"of": "record", "digest": "0" * 64, "refused": True, "words": "W", **named},
        "contribute": {"step": "K17-12", "on": home.person("jordan"), "words": "W"},
    }
