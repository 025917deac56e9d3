"""Types a marker into everything that the author of a draft, or of a record of what was done outside, can write."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from services.sessions.domain.drafts import Drafted, GroundDrafted
from services.sessions.forms.external_reports import CallIn, ExternalReportIn, ReportIn, WithheldIn
from tests.faults.canary import Canary

THEN = "2026-03-02T09:30:00Z"
NONE = "00000000-0000-4000-8000-000000000000"


def life_of_a_draft(canary: Canary) -> None:
    """Drafted, sent again, read, changed; one more is destroyed, and the first stays where it lies."""
    key = {"Idempotency-Key": str(uuid4())}
    told = _drafted(canary)
    for _ in range(2):
        answer = canary.send("sam", "POST", "/concern-drafts", "sessions", json=told, headers=key)
        assert answer.status_code == 201, answer.text
    place = answer.headers["Location"]
    changed = canary.send("sam", "PUT", place, "sessions", json=_drafted(canary), headers={"If-Match": '"1"'})
    assert changed.status_code == 204, changed.text
    assert canary.stem in canary.send("sam", "GET", place, "sessions").text, "its author reads it"
    assert canary.stem not in canary.send("sam", "GET", "/concern-drafts", "sessions").text
    other = canary.send("sam", "POST", "/concern-drafts", "sessions", json=_drafted(canary)).headers[
        "Location"
    ]
    gone = canary.send("sam", "DELETE", other, "sessions", headers={"If-Match": '"1"'})
    assert gone.status_code == 204, gone.text


def life_of_an_external_report(canary: Canary) -> None:
    """Each of the three; its author reads it, and so does whom they let see it."""
    report = {name: canary.mark() for name in ReportIn.model_fields} | {"reported_at": THEN}
    call = {name: canary.mark() for name in CallIn.model_fields} | {"called_at": THEN}
    held = {name: canary.mark() for name in WithheldIn.model_fields} | {"because": "law", "until": THEN}
    for body in ({"report": report}, {"call": call}, {"withheld": held}):
        assert body.keys() <= ExternalReportIn.model_fields.keys()
        answer = canary.send("sam", "POST", "/external-reports", "sessions", json=body)
        assert answer.status_code == 201, answer.text
        place = answer.headers["Location"]
        shown = {"to": canary.person("maya")}
        answer = canary.send("sam", "POST", f"{place}/showings", "sessions", json=shown)
        assert answer.status_code == 204, answer.text
        for who in ("sam", "maya"):
            assert canary.stem in canary.send(who, "GET", f"{place}/words", "sessions").text, (
                "who may read it does"
            )
            for path in (place, f"{place}/history", "/external-reports"):
                assert canary.stem not in canary.send(who, "GET", path, "sessions").text


def _drafted(canary: Canary) -> dict[str, Any]:
    ground = {name: canary.mark() for name in GroundDrafted.model_fields} | {"ground": "safety"}
    told = {"agreement": NONE, "group": NONE, "worker": NONE, "grounds": [ground], "words": canary.mark()}
    assert told.keys() == Drafted.model_fields.keys()
    return told


def unfit_drafts(canary: Canary) -> None:
    """Requests that are refused, each with markers in it, and repeat none."""
    mark = canary.mark
    for path, body in (
        ("/concern-drafts", {mark(): mark()}),
        ("/concern-drafts", {"agreement": mark(), "worker": mark(), "words": [mark()]}),
        ("/concern-drafts", {"grounds": [{"ground": mark(), "why_serious": mark()}]}),
        ("/concern-drafts", {"words": mark() * 300}),
        ("/external-reports", {mark(): mark()}),
        ("/external-reports", {"report": {"authority": mark(), "reported_at": mark()}}),
        ("/external-reports", {"report": {"authority": mark(), "reported_at": "9999-01-01T00:00:00Z"}}),
        ("/external-reports", {"call": {"service": mark() * 30, "called_at": THEN}}),
        ("/external-reports", {"withheld": {"because": mark(), "until": THEN, "words": mark()}}),
        (f"/external-reports/{mark()}/showings", {"to": mark()}),
    ):
        answer = canary.send("sam", "POST", path, "sessions", json=body)
        assert 400 <= answer.status_code < 500, f"{path}: {answer.status_code}"
    for path in (
        f"/concern-drafts/{mark()}",
        f"/external-reports/{mark()}",
        f"/external-reports?after={mark()}",
    ):
        assert 400 <= canary.send("sam", "GET", path, "sessions").status_code < 500
    key = {"Idempotency-Key": mark()}
    answer = canary.send("sam", "POST", "/concern-drafts", "sessions", json={"words": mark()}, headers=key)
    assert answer.status_code == 422
