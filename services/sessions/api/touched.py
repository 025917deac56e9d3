"""What is counted when a record is written or added to: recorded in the same append, or not at all (S3, S4, C5)."""

from __future__ import annotations

from typing import Any

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.session import Session
from services.sessions.events import SessionRecord
from shared.aggregate import Aggregate


def touched(
    _call: SessionsCall, _session: Session, _before: SessionRecord | None, _after: SessionRecord
) -> tuple[Aggregate[Any], ...]:
    """What goes with a record that read as `_before`, and reads as `_after` from now on."""
    return ()
