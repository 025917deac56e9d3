"""What can be erased here, kind by kind: when its time of keeping begins, how long that is, and whose affair it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from services.directory.relations import Retention
from services.sessions.domain.session import Session
from shared.aggregate import Aggregate
from shared.identity import PersonId


@dataclass(frozen=True)
class Kept:
    """One kind of record."""

    kind: type[Aggregate[Any]]
    over_at: Callable[[Any], datetime | None]
    """When it was over; None while it is not."""
    years: Callable[[Retention], int]
    parties: Callable[[Any], frozenset[PersonId]]
    restricted: bool = False
    """Whether nobody but the parties may know that it is there: then they decide, and no officer does."""


def _session_over(session: Session) -> datetime | None:
    return None if session.status == "scheduled" else session.starts


KEPT: Final = {
    one.kind.stream_type: one
    for one in (
        Kept(Session, _session_over, lambda years: years.sessions, lambda one: frozenset(one.parties)),
    )
}
