"""What became of a session or of a group's meeting, as it comes in and goes out (S2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.sessions.domain.as_recorded import Corrected
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.session import Session
from shared.web.bodies import In


def besides(body: In, belongs: Mapping[str, Sequence[str]], became: str) -> list[str]:
    """Fields of a correction that have nothing to do with what became of it; `belongs` is which of them have."""
    others = [name for other, names in belongs.items() if other != became for name in names]
    return [name for name in others if getattr(body, name) is not None]


def called_off_form(one: Session | GroupSession | Corrected) -> dict[str, Any]:
    """By whom, and when the other or the others were told."""
    off = one.called_off
    return {"cancelled_by": off.by if off else None, "told_at": off.told_at if off else None}
