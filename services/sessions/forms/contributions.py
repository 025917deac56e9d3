"""What people brought to a meeting, as it comes in and goes out opened and accounted for (S9)."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.contributions import Contribution
from services.sessions.events.contributions import Contributed, ContributionMade
from services.sessions.events.words import NOBODY_NAMED, Text
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, PersonId
from shared.keys import Erased
from shared.store import Store
from shared.web.bodies import In, Out


class ContributionIn(In):
    """What you bring; nobody who is supported can be told from it."""

    step: str = Field(min_length=6, max_length=6, description="A step, by its code.", examples=["K17-01"])
    on: PersonId | None = Field(None, description="Of an idea: who brought the issue that it is for.")
    words: Text = Field(description=NOBODY_NAMED, examples=["How to say no to a task that is not mine."])

    def told(self) -> Contributed:
        return Contributed(step=self.step, on=self.on, words=self.words)


class ContributionOut(Out):
    """What somebody brought to a meeting, and at which step; where it was erased, that it was there."""

    id: UUID
    group_session: UUID
    by: PersonId
    number: int
    made_at: datetime
    step: str | None = None
    on: PersonId | None = None
    words: str | None = None
    erased: bool = False


def opened_contribution(store: Store, record: Recorded, decision: Decision, acting: Acting) -> Contributed:
    """Raises Erased."""
    (opened,) = open_content(store, [record], decision, acting, fields=("contributed",))
    return cast("Contributed", cast("ContributionMade", opened).contributed)


def contribution_form(
    store: Store, one: Contribution, record: Recorded, decision: Decision, acting: Acting
) -> ContributionOut:
    """Each lies under a key of its own, and is told to have been there once it was erased."""
    told = ContributionOut(
        id=one.id,
        group_session=one.group_session,
        by=one.by,
        number=one.number,
        made_at=record.recorded_at,
    )
    try:
        said = opened_contribution(store, record, decision, acting)
    except Erased:
        return told.model_copy(update={"erased": True})
    return told.model_copy(update=dict(said))
