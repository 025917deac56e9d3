"""When each kind of record is over, from when on its time of keeping counts (C5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from services.sessions.api.calls import SessionsCall
from services.sessions.api.concern_going_on import nobody_goes_on_with
from services.sessions.api.going_on import over_for_keeping_since
from services.sessions.domain.concern import Concern
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.domain.session import Session
from services.sessions.forms.opening import holds_words
from services.sessions.views import GroupSessionsView
from services.sessions.views.group_sessions import last_meeting
from shared.facts import Recorded

OverAt = Callable[[SessionsCall, Any, Sequence[Recorded]], datetime | None]


def held_at(
    call: SessionsCall, meeting: Session | GroupSession, records: Sequence[Recorded]
) -> datetime | None:
    """With its time, whether anybody recorded what became of it, or with the last words that were added later."""
    if meeting.status == "scheduled" and meeting.starts > call.desk.store.now():
        return None
    return max([meeting.starts, *(one.recorded_at for one in records if holds_words(one.fact))])


def at_last(_call: SessionsCall, _thing: Any, records: Sequence[Recorded]) -> datetime:
    """With the last that was added to it."""
    return records[-1].recorded_at


def closed_or_forsaken(call: SessionsCall, concern: Concern, records: Sequence[Recorded]) -> datetime | None:
    """With the last that was added, once nothing more is: it was closed or withdrawn, or nobody can do that any more."""
    return records[-1].recorded_at if concern.is_over or nobody_goes_on_with(call, concern) else None


def once_or_with_supervision(is_over: Callable[[Any], bool]) -> OverAt:
    """The same of what is closed; and what nobody closed is over with the supervision that it belongs to, or with what was added later.

    Under an agreement that binds nobody yet, with the last that was added: a draft that nobody signs is over on no day.
    """

    def over_at(call: SessionsCall, thing: Any, records: Sequence[Recorded]) -> datetime | None:
        last = records[-1].recorded_at
        if is_over(thing) or call.agreement(thing.agreement).binds_nobody_yet:
            return last
        since = over_for_keeping_since(call, thing.agreement)
        return max(since, last) if since else None

    return over_at


def closed_or_left(call: SessionsCall, group: Group, records: Sequence[Recorded]) -> datetime | None:
    """The same of a group; where nobody closed it, and nobody of it works anywhere any more, it ended with its last meeting."""
    if group.closed:
        return records[-1].recorded_at
    if any(map(call.relations.works_at, group.could_go_on)):
        return None
    call.await_log(GroupSessionsView)
    met = last_meeting(call.desk.shelf, group.id)
    return max(met, records[-1].recorded_at) if met else records[-1].recorded_at
