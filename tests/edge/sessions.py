"""What tests of sessions at the edge begin with: one in any state, between Maya and Sam."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Final

from tests.house import Household

HOUR = timedelta(hours=1)
_APART: Final[Iterator[int]] = count(1)


def told(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def to_come(home: Household, by: str = "sam", key: str = "maya-sam", **other: Any) -> str:
    """The address of a session in an hour."""
    body = {"agreement": str(home.demo.agreements[key]), "starts": told(home.clock() + HOUR)} | other
    answer = home.as_(by).post("/sessions", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def contact(home: Household, by: str = "maya", key: str = "maya-sam", **other: Any) -> str:
    """The address of contact that was held an hour ago, without a time having been set; each time another."""
    starts = home.clock() - HOUR + timedelta(microseconds=next(_APART))
    held = {"starts": told(starts), "minutes": 50}
    body = {"agreement": str(home.demo.agreements[key]), "held": held} | other
    answer = home.as_(by).post("/sessions", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def outline(home: Household, **other: Any) -> dict[str, Any]:
    """What is sent as a record."""
    return {
        "present": [home.person("maya"), home.person("sam")],
        "agenda": ["Working alongside the team"],
        "purposes": ["formative"],
        "functions": ["support", "educate"],
        "outcomes": "Maya asks earlier.",
        "actions": [{"what": "Ask for a second key.", "who": home.person("sam")}],
    } | other


def recorded(home: Household, by: str = "sam", **other: Any) -> str:
    """The address of a session with a record."""
    path = contact(home)
    done(home.as_(by).post(f"{path}/record", json=outline(home, **other)), 201)
    return path


def correct_record(home: Household, path: str, by: str = "sam", **other: Any) -> Any:
    """The record as they have just read it, corrected."""
    digest = home.as_(by).get(f"{path}/record").json()["digest"]
    return home.as_(by).post(f"{path}/corrections", json=outline(home, digest=digest, **other))


def done(answer: Any, status: int = 204) -> Any:
    assert answer.status_code == status, answer.text
    return answer


def name(**other: Any) -> dict[str, Any]:
    return {"printed_name": "As printed", "meaning": "I was there, and it took place so."} | other
