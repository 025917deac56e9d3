"""Requests about the rhythm of supervision that are refused, each with markers in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.faults.canary import Canary

LISTS = ("overdue", "negotiated-late")


def unfit_to_follow(canary: Canary, agreement: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    good = {"from": "2026-03-02", "until": "2026-03-31", "at": "10:00"}
    for following in (
        *(good | {name: canary.mark()} for name in good),
        good | {canary.mark(): canary.mark()},
        canary.mark(),
        {"from": "2026-03-02", "until": "2036-03-31", "at": "10:00"},
    ):
        yield "POST", "/sessions", "sessions", {"json": {"agreement": agreement, "following": following}}
    lists = (f"{one}?{asked}" for one in LISTS for asked in ("agency", "after", "limit"))
    for address in ("counts?agency", "balance?agreement", *lists):
        yield "GET", f"/sessions/{address}={canary.mark()}&{canary.mark()}={canary.mark()}", "sessions", {}
    for one in LISTS:
        yield "GET", f"/sessions/{one}", "sessions", {"headers": {"At-Least": canary.mark()}}
