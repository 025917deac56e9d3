"""Types a marker into everything that people of a group can write, and into requests about groups that are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from services.agreements.events import Limit
from services.sessions.events.groups import About
from services.sessions.forms.contributions import ContributionIn
from services.sessions.forms.group_records import (
    CorrectedIn,
    GroupAddendumIn,
    GroupCorrectionIn,
    GroupRecordIn,
    GroupSignatureIn,
    RecordedIn,
)
from services.sessions.forms.group_sessions import CancelledIn, HeldIn
from services.sessions.forms.groups import GroupIn
from services.sessions.forms.joining import FacilitationIn, JoiningIn
from tests.faults.canary import Canary

SERVICE = "sessions"


def life_of_a_group(canary: Canary) -> None:
    """Formed, joined, met, called off; issues brought, written, signed, refused, corrected, added to; and read."""
    path = _formed(canary)
    for handle in ("maya", "jordan"):
        _join(canary, path, handle)
    off = _made(canary, "sam", f"{path}/sessions", {"starts": _time(hours=1), "minutes": 90})
    called = {"by": canary.person("sam"), "told_at": _time(hours=0), "reason": canary.mark()}
    assert set(called) == set(CancelledIn.model_fields)
    _done(canary, "sam", f"{off}/cancellation", called)
    meeting = _made(canary, "sam", f"{path}/sessions", {"starts": _time(hours=0), "minutes": 90})
    there = [canary.person("maya"), canary.person("jordan")]
    held = {"starts": _time(hours=0), "minutes": 80, "extent": "full", "modality": "video"}
    held |= {"attendees": there}
    assert set(held) == set(HeldIn.model_fields)
    _done(canary, "sam", f"{meeting}/holding", held)
    mine = _made(canary, "maya", f"{meeting}/contributions", _brings(canary, "K17-01"))
    _made(canary, "sam", f"{meeting}/contributions", _brings(canary, "K17-04", canary.person("maya")))
    _made(canary, "sam", f"{meeting}/record", _record(canary))
    _sign(canary, meeting)
    for address in (f"{path}/about", f"{path}/names", f"{off}/cancellation", f"{meeting}/record"):
        assert canary.stem in canary.send("maya", "GET", address, SERVICE).text, "who may read it does"
    for address in (f"{meeting}/contributions", f"{meeting}/signatures", mine):
        assert canary.stem in canary.send("jordan", "GET", address, SERVICE).text, "who may read it does"
    for address in ("/groups", path, f"{path}/history", f"{path}/accesses", "/group-sessions", meeting):
        assert canary.stem not in canary.send("maya", "GET", address, SERVICE).text
    for address in (f"{meeting}/history", f"{meeting}/accesses", f"{mine}/accesses", "/attendances"):
        assert canary.stem not in canary.send("maya", "GET", address, SERVICE).text
    assert canary.stem not in canary.send("petra", "GET", "/attendances", SERVICE).text
    unfit(canary, path, meeting)
    _hand_on(canary, path)


def _formed(canary: Canary) -> str:
    about = {"title": canary.mark(), "confidentiality": f"Words with ä “{canary.mark()}” in them"}
    assert {*about, "procedure"} == set(About.model_fields)
    body = {
        "agency": canary.agency,
        "format": "group",
        "shared": False,
        "managers_attend": False,
        "about": about | {"procedure": ["K17-01"]},
    }
    assert set(body) == set(GroupIn.model_fields)
    return _made(canary, "sam", "/groups", body)


def _join(canary: Canary, path: str, handle: str) -> None:
    _done(canary, "sam", f"{path}/invitations", {"person": canary.person(handle)})
    placements: list[dict[str, Any]] = canary.placements(handle)
    body = _accepts(canary) | {"placement": placements[0]["id"]}
    assert set(body) == set(JoiningIn.model_fields)
    _done(canary, handle, f"{path}/members", body)


def _hand_on(canary: Canary, path: str) -> None:
    """Ines is asked to facilitate, and accepts that."""
    _done(canary, "sam", f"{path}/facilitator", {"facilitator": canary.person("ines")})
    body = _accepts(canary)
    assert set(body) == set(FacilitationIn.model_fields)
    _done(canary, "ines", f"{path}/facilitation", body)
    assert canary.stem in canary.send("ines", "GET", f"{path}/names", SERVICE).text, "who may read it does"


def _accepts(canary: Canary) -> dict[str, Any]:
    return {
        "acknowledged_limits": list(Limit),
        "accepts_confidentiality": True,
        **_named(canary),
    }


def _brings(canary: Canary, step: str, on: str | None = None) -> dict[str, Any]:
    body = {"step": step, "on": on, "words": f"“{canary.mark()}”, she said"}
    assert set(body) == set(ContributionIn.model_fields)
    return body


def _record(canary: Canary) -> dict[str, Any]:
    record = {
        "outline": [canary.mark(), canary.mark()],
        "picked": canary.person("maya"),
        "chosen_way": canary.mark(),
        "learning": canary.mark(),
        "next_session": _time(hours=160),
        "purposes": ["formative"],
        "functions": ["support"],
        "methods": ["recording"],
        "outcomes": canary.mark(),
        "actions": [{"what": canary.mark(), "who": canary.person("jordan"), "by_when": "2030-03-10"}],
    }
    assert set(record) == set(RecordedIn.model_fields) == set(CorrectedIn.model_fields)
    assert set(GroupRecordIn.model_fields) == {"record"}
    return {"record": record}


def _sign(canary: Canary, meeting: str) -> None:
    """That they were there, and what was written; one refuses, and what was written is corrected and added to."""
    for handle in ("maya", "sam"):
        _done(canary, handle, f"{meeting}/signatures", {"of": "attendance"} | _named(canary))
    for handle, said in (("maya", _named(canary)), ("jordan", {"refused": True, "words": canary.mark()})):
        digest = canary.send(handle, "GET", f"{meeting}/record", SERVICE).json()["digest"]
        body = {"of": "record", "digest": digest} | said
        assert set(body) <= set(GroupSignatureIn.model_fields)
        _done(canary, handle, f"{meeting}/signatures", body)
    digest = canary.send("jordan", "GET", f"{meeting}/record", SERVICE).json()["digest"]
    corrected = {"digest": digest} | _record(canary)
    assert set(corrected) == set(GroupCorrectionIn.model_fields)
    _done(canary, "jordan", f"{meeting}/corrections", corrected)
    closed = {"closing": "dropped", "words": canary.mark()}
    _done(canary, "maya", f"{meeting}/actions/1/completion", closed)
    added = {"words": canary.mark()} | _named(canary)
    assert set(added) == set(GroupAddendumIn.model_fields)
    _done(canary, "maya", f"{meeting}/addenda", added)


def unfit(canary: Canary, path: str, meeting: str) -> None:
    """Requests that are refused, for as many reasons as there are."""
    mark, named = canary.mark, _named(canary)
    for address, body in (
        ("/groups", {mark(): mark()}),
        ("/groups", {"agency": canary.agency, "format": mark(), "about": {"title": mark()}}),
        ("/groups", {"agency": mark(), "format": "group", "about": mark()}),
        (f"{path}/invitations", {"person": mark()}),
        (f"{path}/members", {"placement": mark(), "acknowledged_limits": [mark()]} | named),
        (f"{path}/departures", {"member": mark()}),
        (f"{path}/facilitator", {"facilitator": mark(), mark(): mark()}),
        (f"{path}/facilitation", {"acknowledged_limits": [mark()], "accepts_confidentiality": True} | named),
        (f"{path}/sessions", {"starts": mark(), "minutes": mark()}),
        (f"{meeting}/holding", {"minutes": 80, "extent": mark(), "attendees": [mark()]}),
        (f"{meeting}/holding", {"starts": mark(), "minutes": 80, "extent": "full", "attendees": []}),
        (f"{meeting}/holding/corrections", {"became": mark(), "starts": mark()}),
        (f"{meeting}/cancellation", {"told_at": _time(), "reason": mark()}),
        (f"{meeting}/managers", {"managers_attend": mark()}),
        (f"{meeting}/contributions", {"step": mark()[:6], "words": mark()}),
        (f"{meeting}/contributions", {"step": "K17-01", "words": mark() * 300}),
        (f"{meeting}/contributions", {"step": "K17-05", "words": mark()}),
        (f"{meeting}/record", {"record": {"outline": [mark()]}}),
        (f"{meeting}/record", {"record": {"outline": mark(), mark(): mark()}}),
        (f"{meeting}/signatures", {"of": mark()} | named),
        (f"{meeting}/signatures", {"of": "record", "digest": mark()} | named),
        (f"{meeting}/signatures", {"of": "record", "digest": mark().ljust(64, "0")} | named),
        (f"{meeting}/signatures", {"of": "attendance", "words": mark(), "refused": True}),
    ):
        refused = canary.send("jordan", "POST", address, SERVICE, json=body)
        assert 400 <= refused.status_code < 500, f"{address}: {refused.status_code}"
    for address in (
        f"/groups/{mark()}",
        f"/groups?status={mark()}",
        f"/groups/procedure?format={mark()}",
        f"{path}?as_of={mark()}",
        f"/group-sessions/{mark()}/record",
        f"{meeting}/contributions/{mark()}",
        f"/group-sessions?group={mark()}",
        f"/attendances?from={mark()}&to={mark()}",
        f"/attendances?after={mark()}",
        f"/attendances?{mark()}={mark()}",
    ):
        refused = canary.send("jordan", "GET", address, SERVICE)
        assert 400 <= refused.status_code < 500, f"{address}: {refused.status_code}"


def _named(canary: Canary) -> dict[str, str]:
    return {"printed_name": canary.mark(), "meaning": canary.mark()}


def _time(hours: float = -1) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def _made(canary: Canary, who: str, path: str, body: dict[str, Any]) -> str:
    key = {"Idempotency-Key": str(uuid4())}
    answer = canary.send(who, "POST", path, SERVICE, json=body, headers=key)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def _done(canary: Canary, who: str, path: str, body: dict[str, Any]) -> None:
    answer = canary.send(who, "POST", path, SERVICE, json=body)
    assert answer.status_code == 204, answer.text
