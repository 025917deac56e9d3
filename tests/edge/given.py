"""What the tests at the edge begin with: whole terms, an agreement in any state, and how a problem must look."""

from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from services.agreements.events import Limit
from services.house.rooms import Room
from services.sessions.views.agreements import heard_at
from services.sessions.views.switched_off import SwitchedOffView
from shared.feed import pulse
from tests.house import Household, wait_for

LIMITS: Final = [limit.value for limit in Limit]
NOBODY: Final = "00000000-0000-4000-8000-000000000000"
"""An id that stands for nothing."""
TERMS: Final[dict[str, Any]] = {
    "kind": "professional-development",
    "starts": "2026-03-02",
    "frequency": "FREQ=WEEKLY;BYDAY=TU",
    "session_minutes": 60,
    "review_dates": ["2026-06-01"],
    "limits": LIMITS,
    "place": "The quiet room",
    "objectives": [{"purpose": "formative", "of": "worker", "text": "Grow surer."}],
    "cancelling": "The day before, with two other times.",
    "confidentiality": "It stays here, save on the five grounds.",
    "record_keeping": "The supervisor writes, both sign.",
    "worker_responsibilities": "Come, and bring one thing.",
    "supervisor_responsibilities": "Be there and prepared.",
}
"""All that must be there before anybody signs, but whom difficulties go to."""

PARTNERSHIP_TERMS: Final[dict[str, Any]] = {
    "starts": "2026-03-02",
    "ends": "2026-12-31",
    "review_dates": ["2026-06-01"],
    "frequency": "FREQ=WEEKLY;BYDAY=TU",
    "session_minutes": 60,
    "topics": [{"topic": "K3-22", "side": "peer"}, {"topic": "K3-01", "side": "agency"}],
    "responsibilities": [{"block": "K5-07", "side": "either"}],
    "reported_back": ["attendance", "signatures"],
    "may_refuse": "What is beyond the peer supervisor's competence.",
}
"""All that a partnership must hold before anybody signs it, but its placements."""


def terms(home: Household, **other: Any) -> dict[str, Any]:
    """Whole terms; what is None is left out."""
    made = TERMS | {"difficulties_to": home.person("rowan")} | other
    return {name: value for name, value in made.items() if value is not None}


def draft(home: Household, worker: str = "maya", supervisor: str = "sam", **other: Any) -> dict[str, Any]:
    return {
        "worker": home.person(worker),
        "supervisor": home.person(supervisor),
        "placement": str(home.demo.placements[worker]),
        "terms": terms(home, **other),
    }


def partnership_terms(home: Household, worker: str = "maya", **other: Any) -> dict[str, Any]:
    """Whole terms of a partnership between Lantern and Harbour; what is None is left out."""
    harbour = str(home.demo.agencies["harbour"])
    covered = {"placement": str(home.demo.placements[worker])}
    made: dict[str, Any] = PARTNERSHIP_TERMS | {
        "placements": [covered | {"code_of_conduct": harbour, "line_managers": harbour}]
    }
    return {name: value for name, value in (made | other).items() if value is not None}


def partnership_draft(home: Household, worker: str = "maya", **other: Any) -> dict[str, Any]:
    return {
        "peer_run": str(home.demo.agencies["lantern"]),
        "host": str(home.demo.agencies["harbour"]),
        "terms": partnership_terms(home, worker, **other),
    }


def partnership(home: Household, worker: str = "maya", by: str = "ines", **other: Any) -> str:
    """The address of a partnership that neither side has signed."""
    answer = home.as_(by).post("/partnerships", json=partnership_draft(home, worker, **other))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


SIGNING: Final = {"ines": "lantern", "dilip": "harbour", "tomasz": "harbour"}
"""A coordinator of Lantern, coordinator and HR of Harbour: for which side each signs."""


def for_side(home: Household, path: str, handle: str, **other: Any) -> dict[str, Any]:
    """What somebody sends who has just read the terms, for the side that they are of."""
    return {
        "terms_digest": home.as_(handle).get(f"{path}/terms").json()["digest"],
        "for": str(home.demo.agencies[SIGNING[handle]]),
        "printed_name": handle.title(),
        "meaning": "We agree to these terms.",
    } | other


def sign_for_side(home: Household, path: str, handle: str, **other: Any) -> Any:
    return home.as_(handle).post(f"{path}/signatures", json=for_side(home, path, handle, **other))


def partnered(home: Household, worker: str = "maya", **other: Any) -> str:
    """The address of a partnership in force."""
    path = partnership(home, worker, **other)
    for handle in ("ines", "dilip"):
        assert sign_for_side(home, path, handle).status_code == 204
    home.settle()
    return path


def drafted(home: Household, worker: str = "maya", supervisor: str = "sam", **other: Any) -> str:
    """The address of an agreement that nobody has signed."""
    answer = home.as_(worker).post("/agreements", json=draft(home, worker, supervisor, **other))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def agreed(home: Household, worker: str = "maya", supervisor: str = "sam", **other: Any) -> str:
    """The address of an agreement in force."""
    path = drafted(home, worker, supervisor, **other)
    for handle in (worker, supervisor):
        assert sign(home, path, handle).status_code == 204
    return path


def signature(home: Household, path: str, handle: str, **other: Any) -> dict[str, Any]:
    """What somebody sends who has just read the terms."""
    read = home.as_(handle).get(f"{path}/terms")
    return {
        "terms_digest": read.json()["digest"],
        "acknowledged_limits": LIMITS,
        "printed_name": handle.title(),
        "meaning": "I agree to these terms.",
    } | other


def sign(home: Household, path: str, handle: str, **other: Any) -> Any:
    return home.as_(handle).post(f"{path}/signatures", json=signature(home, path, handle, **other))


def confirmed(home: Household, answer: Any, by: str = "wren") -> None:
    """What one officer of Harbour proposed, another confirms."""
    assert answer.status_code == 201, answer.text
    done = home.as_(by).post(f"{answer.headers['Location']}/confirmation")
    assert done.status_code == 204, done.text


def status_of(home: Household, path: str, handle: str = "maya") -> str:
    return str(home.as_(handle).get(path).json()["status"])


def once() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


def places(home: Household) -> dict[str, int]:
    """How far each log has come."""
    return {log.name: log.store.position() for room in home.house.rooms.values() for log in room.logs}


def refused(answer: Any, status: int, kind: str = "") -> dict[str, Any]:
    """The problem document of an answer, which has the one form that all have."""
    assert answer.status_code == status, (answer.status_code, answer.text)
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert set(told) - {"fields"} == {"type", "title", "status"}
    assert told["status"] == status
    assert told["type"].startswith("urn:alongside:problem:")
    assert told["title"]
    for field in told.get("fields", []):
        assert set(field) == {"field", "rule"}
    if kind:
        assert told["type"] == f"urn:alongside:problem:{kind}"
    return told


def fields_of(problem: dict[str, Any]) -> set[str]:
    return {one["field"] for one in problem.get("fields", [])}


def hear_of_the_directory(home: Household, *, settled: bool = True, by: str = "maya") -> None:
    """After the clock was moved: a sign of life of the directory at the new time, taken in everywhere."""
    home.as_(by).get("/people/me")  # an entry in the directory's log is news, and news brings a heartbeat
    if settled:
        home.settle()
    wait_for(lambda: all(_fresh(home, name) for name in home.house.rooms))
    sessions = home.house.rooms["sessions"]
    wait_for(lambda: heard_of_the_directory_at(sessions) == home.clock())


def heard_of_the_directory_at(sessions: Room) -> datetime | None:
    """When both of its views that reach is told by last heard of it."""
    with sessions.shelf.query(SwitchedOffView) as (rows, t):
        heard = pulse.heard_at(rows, t), sessions.relations.heard_at()
    return None if None in heard else min(one for one in heard if one)


def hear_from_agreements(home: Household) -> None:
    """After the clock was moved: a sign of life of the service of agreements at the new time, taken in by that of sessions."""
    relay = home.house.rooms["agreements"].relay(home.house.bus)
    while relay.step():
        pass
    shelf = home.house.rooms["sessions"].shelf
    wait_for(lambda: heard_at(shelf) == home.clock())


def hear_of_agreements(home: Household) -> None:
    """Until the directory knows who of the demo's people shares an agreement with whom, which it hears over the bus."""
    for one, other in (("maya", "sam"), ("sam", "jordan"), ("sam", "ines")):
        wait_for(lambda one=one, other=other: knows(home, one, other))


def knows(home: Household, one: str, other: str) -> bool:
    return bool(home.as_(one).get("/people", params={"id": home.person(other)}).json())


def _fresh(home: Household, name: str) -> bool:
    try:
        home.house.rooms[name].relations.require_fresh()
    except Exception:
        return False
    return True
