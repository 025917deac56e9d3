"""Groups that somebody is in, meetings where they were, and what they brought there: part of everything about themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from services.sessions.api.group_calls import GROUP, GroupsCall
from services.sessions.domain.attendances import Attendance
from services.sessions.domain.contributions import Contribution
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.events.group_sessions import GroupSessionCancelled
from services.sessions.forms.group_outgoing import GroupSessionOut, group_session_form
from services.sessions.policy.contributions import CONTRIBUTIONS, relate_to_own
from services.sessions.policy.group_sessions import THERE
from services.sessions.policy.groups import JOININGS, WITHIN, relate_to_joining
from shared.access import Decision
from shared.access.accesses import AccessesView
from shared.facts import Recorded
from shared.web.calls import Law
from shared.web.exports import Part, naming

LEFT: Final = Law(Group, JOININGS, relate_to_joining, lambda _: "")
OWN: Final = Law(Contribution, CONTRIBUTIONS, relate_to_own, lambda _: "kept")


def _said_to_be_off(call: GroupsCall, id: UUID) -> bool:
    meeting, records = call.desk.store.past(GroupSession, id)
    return meeting.status == "cancelled" and bool(_why_it_was_off(meeting, records, None))


def _why_it_was_off(_meeting: GroupSession, records: list[Recorded], _decision: Any) -> Sequence[Recorded]:
    """Of a meeting that is called off after it was recorded as held, nothing else that was said or signed then."""
    return [one for one in records if isinstance(one.fact, GroupSessionCancelled)]


def of_groups(call: GroupsCall, mine: Mapping[str, Sequence[UUID]]) -> Iterator[Part[Any]]:
    """Of a group what it is and how they came to it, never how others did; of a meeting what those who were there read."""
    attended = mine.get(Attendance.stream_type, [])
    meetings = {call.desk.store.get(Attendance, id).group_session for id in attended}
    meetings |= {*mine.get(GroupSession.stream_type, [])}
    off = {id for id in meetings if _said_to_be_off(call, id)}
    about, brought = naming(call.person, first=True), mine.get(Contribution.stream_type, [])
    groups, law = mine.get(Group.stream_type, []), call.meeting_law

    def seen(meeting: GroupSession, records: list[Recorded], decision: Decision) -> GroupSessionOut:
        attended = call.attended(meeting) if decision.shows("corrections") else ()
        return group_session_form(meeting, records, decision, attended, call.person)

    yield Part(call, GROUP, "read-about", groups, AccessesView, told=about, between=WITHIN)
    yield Part(call, LEFT, "read-own", groups, None, told=naming(call.person))
    yield Part(call, law, "read-record", sorted(meetings - off), AccessesView, between=THERE, seen=seen)
    yield Part(call, call.reason_law, "read-reason", sorted(off), None, told=_why_it_was_off)
    yield Part(call, call.attendance_law, "read-signature", attended, AccessesView)
    yield Part(call, OWN, "read", brought, AccessesView)
