"""Types a marker into every word that goes with a hold or an erasure; and looks for those that were erased."""

from __future__ import annotations

from typing import Any

from tests.faults.canary import Canary


def life_of_a_keeping(canary: Canary) -> None:
    """Of a session that was called off with a word why, and of somebody who has left."""
    _of_a_record(canary)
    _of_a_person(canary)


def _of_a_record(canary: Canary) -> None:
    set_for = {"agreement": canary.agreement("sam"), "starts": "2027-03-09T15:00:00Z", "minutes": 60}
    session = _made(canary, "maya", "/sessions", set_for)
    told = {"told_at": "2026-03-02T15:00:00Z", "reason": canary.mark()}
    canary.send("maya", "POST", f"{session}/cancellation", json=told)
    record = {"record_type": "session", "record": session.rpartition("/")[2]}
    place = _made(canary, "rowan", "/holds", record | {"words": canary.mark()})
    assert canary.stem in canary.send("wren", "GET", place).text, "who may read it does"
    assert canary.stem not in canary.send("maya", "GET", place).text
    assert canary.send("wren", "POST", f"{place}/holds/1/release").status_code == 204
    ordered = record | {"reason": "never-lawful", "words": canary.mark()}
    assert _made(canary, "rowan", "/erasures", ordered) == place
    assert canary.send("wren", "POST", f"{place}/approval").status_code == 204


def _of_a_person(canary: Canary) -> None:
    person = somebody(canary)
    _made(canary, "rowan", f"{person}/holds", {"words": canary.mark()})
    assert canary.send("wren", "POST", f"{person}/holds/1/release").status_code == 204
    erased_person(canary, person)
    assert canary.stem in canary.send("wren", "GET", f"{person}/erasure").text, "who may read it does"
    assert canary.stem not in canary.send("tomasz", "GET", person).text, "it is erased"


def somebody(canary: Canary) -> str:
    """Who holds no role and no placement."""
    details = {"name": canary.mark(), "work_email": canary.mark(), "private_contact": canary.mark()}
    return _made(canary, "tomasz", "/people", {"agency": canary.agency, "details": details})


def erased_person(canary: Canary, person: str) -> None:
    _made(canary, "rowan", f"{person}/erasure", {"reason": "own-wish", "words": canary.mark()})
    assert canary.send("wren", "POST", f"{person}/erasure/approval").status_code == 204


def _made(canary: Canary, who: str, path: str, body: dict[str, Any]) -> str:
    answer = canary.send(who, "POST", path, json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])
