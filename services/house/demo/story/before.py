"""Agreements of before: those who have supervised each other longer than the agreement of today has been in force."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from services.agreements.domain.agreement import Agreement
from services.house.demo.filling import Demo
from shared.identity import TIME
from shared.store import VersionConflict

BEGUN: Final = -380
BEFORE: Final = ("maya-sam", "maya-petra", "jordan-petra", "sam-ines")
"""Those whose agreement of today goes on with one before it."""


def agreement_of(demo: Demo, key: str) -> Agreement:
    return demo.house.rooms["agreements"].store.get(Agreement, demo.agreements[key])


def one_before(demo: Demo, key: str, now: Agreement) -> Agreement:
    """The agreement of the same two that runs out the day before this one begins."""
    terms, before = now.bound().terms, f"{key}-before"
    assert terms.starts
    assert terms.kind
    last = (terms.starts - demo.day(0)).days - 1
    worker, supervisor = key.split("-")
    demo.agree(before, worker, supervisor, terms.kind, BEGUN, ends=last, review=last - 30)
    return agreement_of(demo, before)


def ran_out(demo: Demo, agreement: Agreement) -> None:
    ends = agreement.bound().terms.ends
    assert ends
    offset = (ends - demo.day(0)).days + 1
    agreement.expire(demo.day(offset))
    with suppress(VersionConflict):  # a house at work may have seen that by itself
        demo.append("agreements", agreement, TIME, offset, 6)
