"""Types a marker into everything that the two of a concern, and whoever is consulted, can write."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from services.sessions.forms.concerns import (
    ConcernIn,
    ConcernWithdrawalIn,
    ConsultationIn,
    EscalationNoticeIn,
    GroundIn,
    ObjectionIn,
    OutcomeIn,
    OutOfOrderIn,
    ResponseIn,
    StatementIn,
)
from shared.web.bodies import In
from tests.faults.canary import Canary

THEN = "2026-03-02T09:30:00Z"
NONE = "00000000-0000-4000-8000-000000000000"


def life_of_a_concern(canary: Canary) -> None:
    """Told, stated on, declined, told of, objected to, told of again, disclosed, closed; and one that is withdrawn."""
    place = _told(canary, answer_hours=2, why_zero=None)  # not over before the answer
    _done(canary, "maya", f"{place}/statement", StatementIn, {"words": _words(canary)})
    out = {"step": "consultation", "taken_at": THEN, "words": _words(canary)}
    _done(canary, "maya", f"{place}/steps-out-of-order", OutOfOrderIn, out)
    _done(canary, "maya", f"{place}/response", ResponseIn, {"answer": "unable", "words": _words(canary)})
    _escalated(canary, place)
    _done(canary, "maya", f"{place}/objection", ObjectionIn, {"notice": 1, "words": _words(canary)})
    whom = _escalated(canary, place)
    last = canary.send("sam", "GET", place, "sessions").json()["notices"][-1]
    sent = {"to": whom, "statement_digest": last["digest"]}
    name = _renamed(canary, whom)
    _done(canary, "sam", f"{place}/consultation", ConsultationIn, sent)
    _done(canary, "maya", f"{place}/statement", StatementIn, {"words": _words(canary)})
    _done(canary, "sam", f"{place}/outcome", OutcomeIn, {"words": _words(canary)})
    recipient = canary.handle(whom)
    for who, path in (
        *((party, f"{place}/{what}") for party in ("maya", "sam") for what in ("words", "recipients")),
        *((party, f"{place}/disclosure") for party in ("maya", "sam", recipient)),
    ):
        assert canary.stem in canary.send(who, "GET", path, "sessions").text, "who may read it does"
    assert name in canary.send("maya", "GET", f"{place}/recipients", "sessions").text
    for path in (place, f"{place}/history", f"{place}/accesses", "/concerns"):
        assert canary.stem not in canary.send("maya", "GET", path, "sessions").text
    for handle in ("nora", "jordan", "dilip"):
        assert canary.send(handle, "GET", f"{place}/words", "sessions").status_code == 404
    other = _told(canary)
    _done(canary, "sam", f"{other}/withdrawal", ConcernWithdrawalIn, {"words": _words(canary)})


def unfit_concerns(canary: Canary) -> None:
    """Requests that are refused, each with markers in it, and repeat none."""
    mark, place = canary.mark, _told(canary)
    for path, body in (
        ("/concerns", {mark(): mark()}),
        ("/concerns", _notice(canary) | {"agreement": mark()}),
        ("/concerns", _notice(canary) | {"agreement": NONE}),
        ("/concerns", _notice(canary) | {"answer_hours": mark()}),
        ("/concerns", _notice(canary) | {"answer_hours": 48}),
        ("/concerns", _notice(canary) | {"words": mark() * 300}),
        ("/concerns", _notice(canary) | {"grounds": [_ground(canary, ground=mark())]}),
        ("/concerns", _notice(canary) | {"grounds": [_ground(canary, section=mark())]}),
        ("/concerns", _notice(canary) | {"grounds": [_ground(canary, "mandatory-reporting", law=mark())]}),
        ("/concerns", _notice(canary) | {"about": [mark()]}),
        ("/concerns", _notice(canary) | {"told_at": mark()}),
        ("/concerns/covers", {"agreement": mark(), "how": mark()}),
        ("/concerns/covers", {"group": mark(), "worker": mark(), "how": "call"}),
        (f"{place}/response", {"answer": mark(), "words": mark()}),
        (f"{place}/escalation-notice", {"to": mark(), "statement": mark() * 60}),
        (f"{place}/escalation-notice", {"to": NONE, "name": mark(), "statement": mark(), "how": "call"}),
        (f"{place}/consultation", {"to": NONE, "statement_digest": mark()}),
        (f"{place}/objection", {"notice": 1, "words": mark()}),
        (f"{place}/outcome", {"words": mark()}),
        (f"{place}/steps-out-of-order", {"step": mark(), "taken_at": mark(), "words": mark()}),
        (f"{place}/{mark()}", {"words": mark()}),
        (f"/concerns/{mark()}/statement", {"words": mark()}),
    ):
        answer = canary.send("sam", "POST", path, "sessions", json=body)
        assert 400 <= answer.status_code < 500, f"{path}: {answer.status_code}"
    for path in (f"/concerns/{mark()}", f"/concerns?after={mark()}", f"{place}?as_of={mark()}"):
        assert 400 <= canary.send("sam", "GET", path, "sessions").status_code < 500
    _done(canary, "sam", f"{place}/withdrawal", ConcernWithdrawalIn, {"words": _words(canary)})


def _told(canary: Canary, **other: Any) -> str:
    told = _notice(canary) | other
    assert told.keys() == ConcernIn.model_fields.keys() - {"told_at", "draft", "group", "worker"}
    key = {"Idempotency-Key": str(uuid4())}
    answer = canary.send("sam", "POST", "/concerns", "sessions", json=told, headers=key)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def _notice(canary: Canary) -> dict[str, Any]:
    return {
        "agreement": canary.agreement("sam"),
        "grounds": [_ground(canary)],
        "words": _words(canary),
        "about": [canary.person("dilip")],
        "how": "in-person",
        "answer_hours": 0,
        "agreed": True,
        "why_zero": _words(canary),
        "immediate_danger": True,
    }


def _ground(canary: Canary, ground: str = "safety", **other: str) -> dict[str, Any]:
    told = {"ground": ground, "why_serious": _words(canary)} | other
    assert told.keys() <= GroundIn.model_fields.keys()
    return told


def _escalated(canary: Canary, place: str) -> str:
    whom = str(canary.send("sam", "GET", f"{place}/next-to-consult", "sessions").json()["person"])
    told = {"to": whom, "name": canary.mark(), "statement": _words(canary), "how": "call"}
    _done(canary, "sam", f"{place}/escalation-notice", EscalationNoticeIn, told, but=frozenset({"told_at"}))
    return whom


def _renamed(canary: Canary, whom: str) -> str:
    """By which they are known from now on; it is the directory's name that stays with what they got."""
    path, hr = f"/people/{whom}", "rowan" if whom == canary.person("tomasz") else "tomasz"
    seen = canary.send(hr, "GET", path)
    name = canary.mark()
    details = {key: value for key, value in seen.json()["details"].items() if value is not None}
    told = {"details": details | {"name": name}}
    answer = canary.send(hr, "PUT", f"{path}/details", json=told, headers={"If-Match": seen.headers["ETag"]})
    assert answer.status_code == 204, answer.text
    return name


def _words(canary: Canary) -> str:
    return f"Words with ä “{canary.mark()}” in them"


def _done(
    canary: Canary,
    who: str,
    path: str,
    form: type[In],
    body: dict[str, Any],
    *,
    but: frozenset[str] = frozenset(),
) -> None:
    assert body.keys() == form.model_fields.keys() - but
    answer = canary.send(who, "POST", path, "sessions", json=body)
    assert answer.status_code == 204, answer.text
