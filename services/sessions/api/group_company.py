"""A request about groups, as far as it matters who belonged to one when (S9)."""

from __future__ import annotations

from datetime import datetime
from itertools import takewhile
from typing import Final, cast
from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.domain.company import Company
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.events.group_sessions import GroupSessionCancelled, GroupSessionCorrectedAsCancelled
from services.sessions.events.groups import GroupFact

CALLED_OFF: Final = (GroupSessionCancelled, GroupSessionCorrectedAsCancelled)


class CompanyCall(SessionsCall):
    """Who belonged, by what the log says was recorded when."""

    def group_of(self, meeting: GroupSession) -> Group:
        return self.desk.store.get(Group, meeting.group)

    def company_of(self, meeting: GroupSession) -> Company:
        """Of a meeting: when it began, or when it was first said to be called off before that, however that was corrected since."""
        at = meeting.starts
        if meeting.status == "cancelled":
            _, records = self.desk.store.past(GroupSession, meeting.id)
            off = takewhile(lambda one: isinstance(one.fact, CALLED_OFF), reversed(records))
            at = min(at, *(one.recorded_at for one in off))
        return self.company_at(meeting.group, at)

    def company_told_why(self, meeting: GroupSession) -> Company:
        """Of a meeting that was called off: when that was said, whatever is recorded of it since."""
        _, records = self.desk.store.past(GroupSession, meeting.id)
        said = [one.recorded_at for one in records if isinstance(one.fact, GroupSessionCancelled)]
        return self.company_at(meeting.group, min(meeting.meant.starts, *said) if said else meeting.starts)

    def company_at(self, group: UUID, at: datetime) -> Company:
        _, records = self.desk.store.past(Group, group)
        history = [(one.recorded_at, cast("GroupFact", one.fact)) for one in records]
        return Company.of(group, history, at)
