"""A record as it was opened: what it says now, who signed which text, and which of its actions are still open (S6).

An action is carried on until it is closed: whoever writes the next record of the same people carries on all that is open. Its
words stay sealed under the key of the record in which they were written first, so that they are erased with that record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.sessions.domain.session_refusals import (
    ActionGoesOn,
    ActionIsClosed,
    NamedTwice,
    NoSuchAction,
    NotAnOpenAction,
    TooManyActions,
)
from services.sessions.events import Action, Added, Addition, BroughtForward, SessionRecord
from shared.identity import PersonId
from shared.sealing import salted_digest

MOST: Final = 100
"""So many actions stand in one record; no more are added to them, while all that is open goes on however many there are."""


@dataclass(frozen=True)
class AddedBy:
    """One thing that was added, and by whom."""

    by: PersonId
    added: Added


@dataclass(frozen=True)
class Planned:
    """An action as somebody asks for it: new, one to reword by its number, or one to carry on."""

    what: str
    who: PersonId
    by_when: date | None = None
    number: int | None = None
    carried_from: BroughtForward | None = None

    def numbered(self, number: int, carried_from: BroughtForward | None, before: Action | None) -> Action:
        """`before` is the action as it read: in the same words, it stays where these were written first."""
        return Action(
            number=number,
            what=self.what,
            who=self.who,
            by_when=self.by_when,
            carried_from=carried_from,
            first_in=before.first_in if before and before.what == self.what else None,
        )


@dataclass(frozen=True)
class OpenAction:
    """An action that nobody has closed, and the session in whose record it stands."""

    session: UUID
    action: Action

    @property
    def place(self) -> BroughtForward:
        return BroughtForward(session=self.session, action=self.action.number)


@dataclass(frozen=True)
class Written:
    """The record of one session, with all that was added to it, oldest first."""

    session: UUID
    first: SessionRecord
    salt: bytes
    added: tuple[AddedBy, ...] = ()

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

    def require_open(self, number: int, newest: UUID | None) -> None:
        """Raises unless this action can be closed here; `newest` is the record that goes on with what this one left open."""
        if number not in {one.number for one in self.record.actions}:
            raise NoSuchAction("number")
        if number in self.closed():
            raise ActionIsClosed
        if newest not in (None, self.session):
            raise ActionGoesOn

    def said_already(self, by: PersonId) -> frozenset[Addition]:
        """Whether somebody signed, or refused, the text as it reads now."""
        return frozenset(
            one.added.kind for one in self.added if one.by == by and one.added.digest == self.digest
        )

    def reworded(self, planned: Iterable[Planned]) -> tuple[Action, ...]:
        """Its actions, those named by number in new words, and others added; none is left out, and what is closed reads as it did."""
        before = {one.number: one for one in self.record.actions}
        actions, closed, named = dict(before), self.closed(), set[int]()
        for place, one in enumerate(planned):
            if one.number is None:
                number = max(actions, default=0) + 1
                actions[number] = one.numbered(number, None, None)
                continue
            if one.number not in before:
                raise NoSuchAction(f"actions.{place}.number")
            if one.number in named:
                raise NamedTwice(f"actions.{place}.number")
            if one.number in closed:
                raise ActionIsClosed
            named.add(one.number)
            actions[one.number] = one.numbered(
                one.number, before[one.number].carried_from, before[one.number]
            )
        if len(actions) > max(MOST, len(before)):
            raise TooManyActions("actions")
        return tuple(actions[number] for number in sorted(actions))


def digest_of(session: UUID, record: SessionRecord, salt: bytes) -> str:
    """What is signed: which session it is, and every word of its record; salted."""
    # Without defaults, so that a field added later changes no digest; and what is erased elsewhere changes none either.
    told = as_stored(record).model_dump(mode="json", exclude_defaults=True)
    return salted_digest(salt, {"session": str(session), "record": told})


def as_stored(record: SessionRecord) -> SessionRecord:
    """Without words that lie under the key of another record."""
    actions = tuple(one.model_copy(update={"what": None}) if one.first_in else one for one in record.actions)
    return record.model_copy(update={"actions": actions})


def open_actions(records: Sequence[Written]) -> tuple[OpenAction, ...]:
    """What is open in these records of the same people, newest first; what a newer one carries on is open there alone.

    What was erased where it was written first is not open any more.
    """
    carried: set[tuple[UUID, int | None]] = set()
    found = []
    for one in records:
        closed = one.closed()
        for action in one.record.actions:
            origin = action.carried_from
            stands = (one.session, action.number)
            again = stands in carried or (origin is not None and (origin.session, origin.action) in carried)
            if action.number not in closed and action.what is not None and not again:
                found.append(OpenAction(one.session, action))
        carried |= {
            (origin.session, origin.action)
            for action in one.record.actions
            if (origin := action.carried_from) is not None
        }
    return tuple(found)


def carried_on(planned: Sequence[Planned], before: Sequence[OpenAction]) -> tuple[Action, ...]:
    """The actions of a new record: those asked for, then every open one that was not named among them."""
    left = {(one.session, one.action.number): one for one in before}
    actions = []
    for place, one in enumerate(planned):
        origin = one.carried_from
        goes_on = left.pop((origin.session, origin.action), None) if origin and origin.action else None
        if origin is not None and goes_on is None:
            raise NotAnOpenAction(f"actions.{place}.carried_from")
        actions.append(one.numbered(place + 1, origin, goes_on.action if goes_on else None))
    if len(actions) + len(left) > MOST and any(one.carried_from is None for one in planned):
        raise TooManyActions("actions")
    for place, still in enumerate(left.values(), len(actions) + 1):
        actions.append(still.action.model_copy(update={"number": place, "carried_from": still.place}))
    return tuple(actions)
