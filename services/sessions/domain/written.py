"""A record as it was opened: what it says now, who signed which text, and which of its actions are still open (S6).

An action is carried on until it is closed: whoever writes the next record of the same people carries on all that is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.sessions.domain.action_plans import (
    ACTIONS,
    MOST,
    OpenAction,
    Plan,
    Planned,
    as_stored,
    goes_on_from,
    numbered,
)
from services.sessions.domain.record_refusals import TooManyActions
from services.sessions.events import Action, Added, Addition, BroughtForward, SessionRecord
from shared.identity import PersonId
from shared.sealing import salted_digest


@dataclass(frozen=True)
class AddedBy:
    """One thing that was added, and by whom."""

    by: PersonId
    added: Added


@dataclass(frozen=True)
class Written:
    """The record of one session, with all that was added to it, oldest first."""

    session: UUID
    first: SessionRecord
    salt: bytes
    added: tuple[AddedBy, ...] = ()
    goes_on: frozenset[int] = frozenset()
    """Which of its actions a later record of the same people names."""

    @property
    def texts(self) -> tuple[SessionRecord, ...]:
        """All that it ever read, as it was written first to as it was corrected last."""
        return (self.first, *(one.added.record for one in self.added if one.added.record))

    @property
    def record(self) -> SessionRecord:
        """As it reads now."""
        return self.texts[-1]

    @property
    def digest(self) -> str:
        return digest_of(self.session, self.record, self.salt)

    def closed(self) -> dict[int, Added]:
        """What closed an action, by its number."""
        ends = (one.added for one in self.added if one.added.kind is Addition.ACTION)
        return {one.action: one for one in ends if one.action is not None}

    @property
    def plan(self) -> Plan:
        """Its actions, and how they stand."""
        return Plan(self.record.actions, frozenset(self.closed()), self.goes_on)

    def gone_on_in(self, later: Sequence[Action], worded: frozenset[int]) -> frozenset[int]:
        """Which of its actions go on in a later record, by what is `worded` there yet; where its words are erased, only one without."""
        return frozenset(
            one.number
            for one in self.record.actions
            for other in later
            if goes_on_from(other) & OpenAction(self.session, one).places
            and (other.number in worded or one.what is None)
        )

    def said_already(self, by: PersonId) -> frozenset[Addition]:
        """Whether somebody signed, or refused, the text as it reads now."""
        return frozenset(
            one.added.kind for one in self.added if one.by == by and one.added.digest == self.digest
        )


def digest_of(session: UUID, record: SessionRecord, salt: bytes) -> str:
    """What is signed: which session it is, and every word of its record; salted."""
    # Without defaults, so that a field added later changes no digest; and what is erased elsewhere changes none either.
    told = as_stored(record).model_dump(mode="json", exclude_defaults=True)
    return salted_digest(salt, {"session": str(session), "record": told})


def open_actions(records: Sequence[Written]) -> tuple[OpenAction, ...]:
    """What is open in these records of the same people, newest first; what a newer one carries on is open there alone.

    What was erased where it was written first is not open any more.
    """
    named: frozenset[BroughtForward] = frozenset()
    found = []
    for one in records:
        still = [OpenAction(one.session, action) for action in one.plan.open]
        found += [action for action in still if not action.places & named]
        # What was erased where it was written first is nowhere open in these words, and so keeps none from being so.
        named = named.union(
            *(goes_on_from(action) for action in one.record.actions if action.what is not None)
        )
    return tuple(found)


def carried_on(planned: Sequence[Planned], before: Sequence[OpenAction]) -> tuple[Action, ...]:
    """The actions of a new record: those asked for, then every open one that was not named among them."""
    actions, left = numbered(planned, before)
    if len(actions) + len(left) > MOST and any(one.carried_from is None for one in planned):
        raise TooManyActions(ACTIONS)
    for place, still in enumerate(left, len(actions) + 1):
        actions.append(still.action.model_copy(update={"number": place, "carried_from": still.place}))
    began = {one.place: one.began_in for one in before}
    return tuple(
        one.model_copy(update={"began_in": began[one.carried_from]}) if one.carried_from else one
        for one in actions
    )
