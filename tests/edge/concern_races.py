"""Steps of a concern that exclude one another, taken at the same moment by two people: one of them is, and the other refused (C2)."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep
from typing import Any, Final

from httpx2 import Client

from tests.edge.concerns import NOW, digest, escalated, names, responded, told
from tests.edge.given import once
from tests.edge.test_once import at_once
from tests.house import Home

AGAINST_CONSULTING: Final[dict[str, tuple[str, Any, str]]] = {
    "objection": ("maya", {"notice": 1}, "WorkerObjected"),
    "confirmation": ("petra", None, "LineManagerConfirmed"),
    "withdrawal": ("sam", {}, "ConcernWithdrawn"),
}
"""Who takes it, with what, and which fact comes of it."""


def raced(home: Home, web: Callable[[str], Client], step: str, late: float) -> str:
    """One concern in which that step and the consultation are lawful, until one of them is taken. Answers which was.

    Consulting takes longer, so the other begins so many seconds `late`, that neither always comes first.
    """
    by, sent, fact = AGAINST_CONSULTING[step]
    path = told(home, **NOW)
    answer = responded(home, path, "line-manager" if step == "confirmation" else "declined")
    assert answer.status_code == 204, answer.text
    assert escalated(home, path).status_code == 204
    consulting = {"to": home.person("petra"), "statement_digest": digest(home, path)}
    one, other = web(by), web("sam")

    def step_late() -> Any:
        sleep(late)
        return one.post(f"{path}/{step}", json=sent, headers=once())

    answers = at_once(
        [
            step_late,
            lambda: other.post(f"{path}/consultation", json=consulting, headers=once()),
        ]
    )

    codes = [one.status_code for one in answers]
    assert sorted(codes) in ([204, 404], [204, 409]), [one.text for one in answers]
    made = [name for name in names(home, path) if name in (fact, "ManagerConsulted")]
    assert made == [fact if codes[0] == 204 else "ManagerConsulted"]
    disclosed = home.as_("maya").get(f"{path}/disclosure").json()
    assert len(disclosed) == (codes[1] == 204)
    return made[0]
