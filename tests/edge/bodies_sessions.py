"""What each address of sessions takes, and one of them with a record to send it to."""

from typing import Any, Final

from shared.web.bodies import SOME_DIGEST
from tests.edge.sessions import outline, recorded
from tests.house import Household

OPERATIONS: Final = (
    *(
        "schedule_session",
        "reschedule_session",
        "hold_session",
        "correct_holding",
        "cancel_session",
        "miss_session",
    ),
    *("show_session", "put_on_agenda", "write_record", "sign_session", "add_to_record"),
    *("correct_record", "close_action"),
)
_MADE: Final[dict[int, str]] = {}


def session(home: Household) -> str:
    """The id of a session with a record, the same for a house whenever it is asked for."""
    if id(home) not in _MADE:
        _MADE.clear()
        _MADE[id(home)] = recorded(home).rpartition("/")[2]
    return _MADE[id(home)]


def bodies(home: Household) -> dict[str, dict[str, Any]]:
    at, minutes = "2026-03-03T10:00:00Z", 60
    record = outline(home, next_session="2026-03-10T10:00:00Z")
    action = record["actions"][0] | {"by_when": "2026-03-10"}
    forward = {"session": session(home), "action": 1}
    return {
        "schedule_session": {
            "agreement": str(home.demo.agreements["maya-sam"]),
            "starts": at,
            "held": {"starts": "2026-03-01T10:00:00Z", "minutes": minutes},
            "following": {"from": "2026-03-02", "until": "2026-06-30", "at": "10:00"},
            "supervisor": home.person("sam"),
            "minutes": minutes,
            "modality": "video",
            "format": "one-to-one",
            "third": home.person("petra"),
            "methods": ["recording"],
        },
        "reschedule_session": {"starts": at, "minutes": minutes, "modality": "video"},
        "hold_session": {
            "minutes": minutes,
            "extent": "full",
            "starts": at,
            "modality": "video",
            "methods": ["recording"],
        },
        "correct_holding": {
            "became": "held",
            "starts": at,
            "minutes": minutes,
            "extent": "full",
            "modality": "video",
            "methods": ["recording"],
            "who": home.person("sam"),
            "by": home.person("maya"),
            "told_at": at,
        },
        "cancel_session": {"by": home.person("maya"), "told_at": at, "reason": "W"},
        "miss_session": {"who": home.person("sam")},
        "show_session": {"to": home.person("ines")},
        "put_on_agenda": {"heading": "H", "topics": ["K3-22"], "brought_forward": forward | {"item": 1}},
        "write_record": record | {"actions": [action | {"carried_from": forward}]},
        "sign_session": {
            "of": "record",
            "digest": "0" * 64,
            "printed_name": "A",
            "meaning": "B",
            "refused": True,
            "words": "W",
        },
        "add_to_record": {"words": "W", "printed_name": "A", "meaning": "B"},
        "correct_record": record | {"digest": SOME_DIGEST, "actions": [action | {"number": 1}]},
        "close_action": {"closing": "done", "words": "W"},
    }
