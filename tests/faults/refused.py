"""Requests that are refused, for as many reasons as there are, each with markers in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from services.agreements.events.disconnects import Advice
from tests.faults.canary import Canary
from tests.faults.refused_rhythm import unfit_to_follow

PLAIN = [
    "kind",
    "model",
    "starts",
    "ends",
    "frequency",
    "session_minutes",
    "modality",
    "review_dates",
    "limits",
    "difficulties_to",
]


def refusals(canary: Canary) -> None:
    """Send them all; each is the caller's fault, and none is repeated to them."""
    agreement = canary.web("maya", "agreements").get("/agreements").json()[0]["id"]
    for method, path, service, more in unfit(canary, agreement):
        answer = canary.send("maya", method, path, service, **more)
        assert 400 <= answer.status_code < 500, f"{method} {path}: {answer.status_code}"


def unfit(canary: Canary, agreement: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Requests that are refused, for as many reasons as there are."""
    place, kind = f"/agreements/{agreement}", {"Content-Type": "application/json"}
    good = {
        "worker": canary.person("maya"),
        "supervisor": canary.person("sam"),
        "placement": canary.person("maya"),
    }
    for body in (
        {canary.mark(): canary.mark()},
        good | {"terms": {"kind": "both", canary.mark(): canary.mark()}},
        good | {"terms": {"kind": "both", "objectives": [{canary.mark(): canary.mark()}]}},
        *(good | {"terms": {"kind": "both"} | {name: canary.mark()}} for name in PLAIN),
        *({**good, name: canary.mark()} for name in good),
        good | {"terms": canary.mark()},
        good | {"terms": {"kind": "both", "place": [canary.mark()]}},
        good | {"terms": {"kind": "both", "place": canary.mark() * 300}},
        good | {"terms": canary.private_terms()},
        [canary.mark()],
        canary.mark(),
    ):
        yield "POST", "/agreements", "agreements", {"json": body}
    for raw in (
        f'{{"a": "{canary.mark()}", "a": 1}}',
        f'{{"a": "{canary.mark()}\\u0000"}}',
        f'{{"a": "{canary.mark()}\\ud800"}}',
        f'{{"a": NaN, "b": "{canary.mark()}"}}',
        "[" * 5000 + canary.mark(),
        canary.mark(),
        json.dumps({"a": canary.mark() * 15000}),
    ):
        yield "POST", "/agreements", "agreements", {"content": raw.encode(), "headers": kind}
    yield "POST", "/agreements", "agreements", {"data": {canary.mark(): canary.mark()}}
    yield (
        "POST",
        "/agreements",
        "agreements",
        {"files": {canary.mark(): (canary.mark(), canary.mark().encode())}},
    )
    odd = {"Content-Type": f"application/{canary.mark()}"}
    yield "POST", "/agreements", "agreements", {"content": canary.mark().encode(), "headers": odd}
    ending = {"why": "other", "words": canary.mark()}
    yield (
        "POST",
        f"{place}/ending",
        "agreements",
        {"json": ending, "headers": {"Idempotency-Key": canary.mark()}},
    )
    for path, body in (
        ("reviews", {"held_on": canary.mark(), "outcome": canary.mark(), "words": canary.mark()}),
        ("addenda", {"text": canary.mark() * 300}),
        ("addenda/1/signatures", {"digest": canary.mark(), "printed_name": canary.mark()}),
        (f"addenda/{canary.mark()}/withdrawal", {}),
        ("departures", {"requirement": canary.mark(), "why": canary.mark(), "words": canary.mark()}),
        ("departures", {"requirement": "kinds_apart", "why": "other", "words": canary.mark() * 300}),
        (f"departures/{canary.mark()}/ending", {}),
    ):
        yield "POST", f"{place}/{path}", "agreements", {"json": body}
    yield "POST", f"{place}/partnership", "agreements", {"json": {"partnership": canary.mark()}}
    yield "GET", f"{place}/history?as_of={canary.mark()}", "agreements", {}
    yield "GET", f"{place}/terms/difference?from={canary.mark()}&to={canary.mark()}", "agreements", {}
    yield "GET", f"/agreements?review_due_before={canary.mark()}", "agreements", {}
    yield from unfit_to_be_heard(canary, agreement)
    yield from unfit_to_follow(canary, agreement)
    told = {"terms": canary.private_terms()}
    yield "PUT", f"{place}/terms", "agreements", {"json": told, "headers": {"If-Match": canary.mark()}}
    yield "PUT", f"{place}/terms", "agreements", {"json": told}
    yield "GET", "/agreements", "agreements", {"headers": {"At-Least": canary.mark()}}
    yield "GET", place, "agreements", {"headers": {"Authorization": f"Bearer {canary.mark()}"}}
    yield "GET", place, "agreements", {"headers": {"Authorization": f"{canary.mark()} {canary.mark()}"}}
    for name in ("worker", "supervisor", "agency", "limit", "after"):
        yield "GET", f"/agreements?{name}={canary.mark()}&{canary.mark()}={canary.mark()}", "agreements", {}
    for path in ("", "/terms", "/requirements"):
        yield "GET", f"{place}{path}?as_of={canary.mark()}", "agreements", {}
    for path in (f"{place}?as_of={canary.mark()}", f"{place}/terms?version={canary.mark()}"):
        yield "GET", path, "agreements", {}
    for path in (f"/agreements/{canary.mark()}", f"/{canary.mark()}", f"{place}/{canary.mark()}"):
        yield "GET", path, "agreements", {}
        yield "DELETE", path, "agreements", {}
    for name in ("id", "handle", "work_email", "employee_number"):
        yield "GET", f"/people?{name}={canary.mark()}", "directory", {}
    for asked in (
        {canary.mark(): canary.mark()},
        {"handle": [canary.mark()]},
        {"handle": canary.mark() * 20},
    ):
        yield "POST", "/people/searches", "directory", {"json": asked}
    yield (
        "POST",
        "/people",
        "directory",
        {"json": {"agency": canary.agency, "details": {"name": canary.mark()}}},
    )
    yield (
        "POST",
        "/people/me/peer-background",
        "directory",
        {"json": {"worked_in_peer_role": canary.mark()}},
    )
    learner = f"/people/{canary.person('maya')}"
    for path, body in (
        ("trainings", {"topic": canary.mark()[:8], "taken_on": "2026-03-01", "provider": canary.mark()}),
        ("trainings", {"topic": "K6-01", "taken_on": canary.mark(), "provider": canary.mark()}),
        ("trainings", {"topic": "K6-01", "taken_on": "2026-03-01", "provider": canary.mark() * 20}),
        (
            "outside-supervisions",
            {"with_whom": canary.mark(), "starts": "2026-03-01", "frequency": canary.mark()},
        ),
        ("outside-supervisions", {"with_whom": canary.mark() * 20, "starts": canary.mark()}),
    ):
        yield "POST", f"{learner}/{path}", "directory", {"json": body}
    yield "GET", f"/trainings/topics?side={canary.mark()}", "directory", {}
    yield (
        "POST",
        "/agencies",
        "directory",
        {"json": {"name": canary.mark(), "side": canary.mark(), "locale": "en"}},
    )


def unfit_to_be_heard(canary: Canary, agreement: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """About what the restricted log holds: difficulties and advice of a disconnect."""
    difficulty = {"agreement": agreement, "about": "difficulty", "words": canary.mark()}
    advice = {name: canary.mark() for name in Advice.model_fields}
    for path, body in (
        ("/difficulties", difficulty | {"about": canary.mark()}),
        ("/difficulties", difficulty | {"breach": canary.mark()}),
        ("/difficulties", difficulty | {"to": canary.mark()}),
        ("/difficulties", difficulty | {"to": canary.person("jordan")}),
        ("/difficulties", difficulty | {"agreement": canary.mark()}),
        ("/difficulties", difficulty | {canary.mark(): canary.mark()}),
        ("/difficulties", difficulty | {"words": canary.mark() * 300}),
        (f"/difficulties/{canary.mark()}/answers", {"words": canary.mark()}),
        (f"/difficulties/{agreement}/answers", {"words": canary.mark()}),
        ("/disconnects", {"agreement": agreement, "to": canary.person("petra"), "advice": advice}),
        ("/disconnects", {"agreement": agreement, "to": canary.mark(), "advice": advice}),
        ("/disconnects", {"agreement": agreement, "to": agreement, "advice": advice | {canary.mark(): "x"}}),
        ("/disconnects", {"agreement": agreement, "to": agreement, "advice": canary.mark()}),
        (f"/disconnects/{agreement}/additions", {"version": canary.mark(), "words": canary.mark()}),
        (f"/disconnects/{agreement}/acknowledgement", {"version": 1, canary.mark(): canary.mark()}),
    ):
        yield "POST", path, "agreements", {"json": body}
    told = {"advice": advice}
    yield "PUT", f"/disconnects/{agreement}/words", "agreements", {"json": told}
    for path in ("/difficulties", "/disconnects"):
        yield "GET", path, "agreements", {"headers": {"At-Least": canary.mark()}}
        yield "GET", f"{path}?status={canary.mark()}", "agreements", {}
        yield "GET", f"{path}?after={canary.mark()}", "agreements", {}
    yield "GET", f"/difficulties/counts?agency={canary.mark()}", "agreements", {}
