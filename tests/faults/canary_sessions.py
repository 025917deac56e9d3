"""Types a marker into everything that those who meet can write, and into requests about sessions that are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from services.sessions.forms.records import (
    AddendumIn,
    AgendaItemIn,
    CompletionIn,
    CorrectionIn,
    NewActionIn,
    RecordIn,
    RewordedActionIn,
)
from services.sessions.forms.sessions import CancellationIn, SignatureIn
from tests.faults.canary import Canary

SERVICE = "sessions"


def life_of_a_session(canary: Canary) -> None:
    """Called off with a reason; held, signed, written, refused, corrected, added to, an action dropped; and read."""
    ahead = _made(canary, "/sessions", _when(canary, hours=1) | {"methods": ["recording"]})
    item = {"heading": canary.mark(), "topics": ["K3-22"], "brought_forward": None}
    assert set(item) == set(AgendaItemIn.model_fields)
    _made(canary, f"{ahead}/agenda-items", item)
    off = {"by": canary.person("sam"), "told_at": _time(hours=0), "reason": canary.mark()}
    assert set(off) == set(CancellationIn.model_fields)
    _done(canary, "maya", f"{ahead}/cancellation", off)
    held = {"agreement": canary.agreement("sam"), "held": {"starts": _time(hours=-1), "minutes": 50}}
    path = _made(canary, "/sessions", held, headers={"Idempotency-Key": str(uuid4())})
    named = {"printed_name": canary.mark(), "meaning": canary.mark()}
    _done(canary, "maya", f"{path}/signatures", {"of": "attendance"} | named)
    action = {"what": canary.mark(), "who": canary.person("sam"), "by_when": None}
    record = _outline(canary) | {"actions": [action | {"carried_from": None}]}
    assert set(record) == set(RecordIn.model_fields)
    assert set(record["actions"][0]) == set(NewActionIn.model_fields)
    _made(canary, f"{path}/record", record)
    for marked in (
        {"words": canary.mark(), "refused": True},
        {"printed_name": canary.mark(), "meaning": canary.mark()},
    ):
        signed = {"of": "record", "digest": _read(canary, path)["digest"]} | marked
        assert set(signed) <= set(SignatureIn.model_fields)
        _done(canary, "maya", f"{path}/signatures", signed)
    reworded = [action | {"what": canary.mark(), "number": 1}]
    corrected = _outline(canary) | {"actions": reworded, "digest": _read(canary, path)["digest"]}
    assert set(corrected) == set(CorrectionIn.model_fields)
    assert set(corrected["actions"][0]) == set(RewordedActionIn.model_fields)
    _done(canary, "sam", f"{path}/corrections", corrected)
    added = {"words": canary.mark(), "printed_name": canary.mark(), "meaning": canary.mark()}
    assert set(added) == set(AddendumIn.model_fields)
    _done(canary, "maya", f"{path}/addenda", added)
    closed = {"closing": "dropped", "words": canary.mark()}
    assert set(closed) == set(CompletionIn.model_fields)
    _done(canary, "sam", f"{path}/actions/1/completion", closed)
    for what in (f"{path}/record", f"{path}/words", f"{ahead}/agenda", f"{ahead}/words"):
        assert canary.stem in canary.send("sam", "GET", what, SERVICE).text, "who may read it does"
    for what in ("", "/history", "/accesses"):
        assert canary.stem not in canary.send("sam", "GET", f"{path}{what}", SERVICE).text
    unfit(canary, path)


def _outline(canary: Canary) -> dict[str, Any]:
    return {
        "present": [canary.person("maya"), canary.person("sam")],
        "agenda": [canary.mark(), f"Words with ä “{canary.mark()}” in them"],
        "purposes": ["restorative"],
        "functions": ["advocate"],
        "outcomes": canary.mark(),
        "next_session": None,
    }


def unfit(canary: Canary, path: str) -> None:
    """Requests that are refused, for as many reasons as there are."""
    mark, good = canary.mark, _when(canary, hours=1)
    for address, body in (
        ("/sessions", {mark(): mark()}),
        ("/sessions", good | {"starts": mark()}),
        ("/sessions", good | {"agreement": mark(), "third": mark(), "methods": [mark()]}),
        ("/sessions", good | {"held": {mark(): mark()}, "supervisor": mark()}),
        ("/sessions", {"held": {"starts": mark(), "minutes": mark()}, "modality": mark()}),
        (f"{path}/cancellation", {"told_at": mark(), "reason": mark()}),
        (f"{path}/cancellation", {"told_at": _time(hours=-1), "reason": mark()}),
        (f"{path}/absence", {"who": mark()}),
        (f"{path}/shown", {"to": mark()}),
        (f"{path}/agenda-items", {"heading": mark() * 300, "topics": [mark()]}),
        (f"{path}/agenda-items", {"heading": mark(), "topics": [mark()]}),
        (f"{path}/agenda-items", {"heading": mark(), "brought_forward": {"session": mark()}}),
        (f"{path}/record", _outline(canary) | {"present": [mark()]}),
        (f"{path}/record", _outline(canary) | {"actions": [{"what": mark(), "who": mark()}]}),
        (f"{path}/record", _outline(canary) | {"next_session": mark(), "purposes": [mark()]}),
        (f"{path}/record", _outline(canary)),
        (f"{path}/signatures", {"of": mark(), "digest": mark(), "words": mark()}),
        (f"{path}/signatures", {"of": "record", "digest": mark()[:16] * 4, "printed_name": mark()}),
        (f"{path}/corrections", _outline(canary) | {"outcomes": mark() * 300, "digest": mark()}),
        (f"{path}/addenda", {"words": mark(), "printed_name": mark() * 30, "meaning": mark()}),
        (f"{path}/actions/1/completion", {"closing": mark(), "words": mark()}),
        (f"{path}/actions/1/completion", {"closing": "done", "words": mark()}),
        (f"{path}/actions/{mark()}/completion", {"closing": "done"}),
    ):
        answer = canary.send("maya", "POST", address, SERVICE, json=body)
        assert 400 <= answer.status_code < 500, f"{address}: {answer.status_code}"
    for query in ("worker", "agreement", "from", "to", "status", "after", mark()):
        assert canary.send("maya", "GET", f"/sessions?{query}={mark()}", SERVICE).status_code == 422
    for address in (f"{path}?as_of={mark()}", f"/sessions/{mark()}", f"{path}/accesses?after={mark()}"):
        assert 400 <= canary.send("maya", "GET", address, SERVICE).status_code < 500


def _when(canary: Canary, *, hours: int) -> dict[str, Any]:
    return {"agreement": canary.agreement("sam"), "starts": _time(hours=hours)}


def _time(*, hours: int) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def _read(canary: Canary, path: str) -> dict[str, Any]:
    told: dict[str, Any] = canary.send("maya", "GET", f"{path}/record", SERVICE).json()
    return told


def _made(canary: Canary, path: str, body: dict[str, Any], **more: Any) -> str:
    answer = canary.send("sam", "POST", path, SERVICE, json=body, **more)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def _done(canary: Canary, who: str, path: str, body: dict[str, Any]) -> None:
    answer = canary.send(who, "POST", path, SERVICE, json=body)
    assert answer.status_code == 204, answer.text
