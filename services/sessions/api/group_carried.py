"""Actions that earlier meetings of the same group left open, and that whoever writes the next record chooses to go on with (S6, S9).

Nothing goes on by itself: who is at a later meeting was perhaps not at the earlier one, and reads of that only what somebody
who was at both brings along.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from services.sessions.api.group_calls import GroupsCall
from services.sessions.domain.action_plans import OpenAction, Planned
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.forms.carried import going_on
from services.sessions.forms.group_opened import OpenedRecord, opened_record
from shared.keys import Erased
from shared.store import NotFound


def opened_for(call: GroupsCall, meeting: GroupSession, action: str) -> OpenedRecord | None:
    """The record of a meeting as it stands; None where none was written."""
    decision = call.demand(call.meeting_law, meeting, action)
    if not meeting.written:
        return None
    _, records = call.desk.store.past(GroupSession, meeting.id)
    return opened_record(call.desk.store, records, decision, call.acting.at(meeting.agency))


class Before:
    """The earlier meetings of which actions are named, as far as whoever writes was there: of any other, nothing tells that it is."""

    def __init__(self, call: GroupsCall, meeting: GroupSession, planned: Sequence[Planned]) -> None:
        self._call = call
        self._named = [
            (one.carried_from.session, one.carried_from.action) for one in planned if one.carried_from
        ]
        self._found = {
            id: found
            for id in dict.fromkeys(id for id, _ in self._named)
            if (found := self._open(meeting, id)) is not None
        }

    def going_on(self) -> list[OpenAction]:
        """Those of the named actions that are open where they stand."""
        return [
            going_on(self._call.desk.store.keys, OpenAction(id, action))
            for id, (_, record) in self._found.items()
            for action in record.plan.open
            if (id, action.number) in self._named
        ]

    def gone_on(self, later: UUID) -> tuple[GroupSession, ...]:
        """Where each of them stood it is noted that it goes on; to be recorded with the later record, or not at all."""
        by = self._call.person
        for id, number in self._named:
            earlier, record = self._found[id]
            assert number is not None
            earlier.go_on_with(by, record.as_read_by(id, by), number, later, present=True)
        return tuple(earlier for earlier, _ in self._found.values())

    def _open(self, meeting: GroupSession, id: UUID) -> tuple[GroupSession, OpenedRecord] | None:
        call = self._call
        try:
            earlier = call.desk.store.get(GroupSession, id)
        except NotFound:
            return None
        of_it = earlier.group == meeting.group and earlier.starts < meeting.starts
        if not of_it or not call.weigh(call.meeting_law, earlier, "add-to-record").allowed:
            return None
        try:
            record = opened_for(call, earlier, "add-to-record")
        except Erased:
            return None
        return (earlier, record) if record else None
