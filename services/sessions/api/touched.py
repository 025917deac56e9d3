"""What is counted when a record is written or added to: recorded in the same append, or not at all (S3, S4, C5)."""

from __future__ import annotations

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.quarters import Quarter
from services.sessions.domain.session import Session
from services.sessions.domain.tally import Tally, moved, touched_by
from services.sessions.events import SessionRecord
from shared.store import NotFound


def touched(
    call: SessionsCall, session: Session, before: SessionRecord | None, after: SessionRecord
) -> tuple[Tally, ...]:
    """What goes with a record that read as `before`, and reads as `after` from now on; in the quarter in which that is written."""
    assert session.agency is not None
    quarter = Quarter.of(call.today(session.agency))
    tally = _tally(call, session, quarter)
    by = touched_by(after) if before is None else moved(before, after)
    tally.mark(session.agreement, session.worker, session.agency, quarter, by)
    return (tally,)


def _tally(call: SessionsCall, session: Session, quarter: Quarter) -> Tally:
    id = Tally.id_of(session.agreement, quarter)
    try:
        return call.desk.store.get(Tally, id)
    except NotFound:
        return Tally(id)
