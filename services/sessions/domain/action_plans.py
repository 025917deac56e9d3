"""An action plan: what somebody is going to do, reworded, carried on from record to record, and closed in the end (S6).

The words of an action that goes on stay sealed under the key of the record in which they were written first, so that they are
erased with that record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from services.sessions.domain.record_refusals import (
    ActionGoesOn,
    ActionIsClosed,
    NamedTwice,
    NoSuchAction,
    NotAnOpenAction,
    SayWhyItIsDropped,
    TooManyActions,
)
from services.sessions.events import Action, BroughtForward, Closing, SessionRecord
from services.sessions.events.group_sessions import GroupRecord
from shared.identity import PersonId

R = TypeVar("R", SessionRecord, GroupRecord)
MOST: Final = 100
"""So many actions stand in one record; no more are added to them, while all that is open goes on however many there are."""
ACTIONS: Final = "actions"
"""Where they stand in what is sent."""


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
            began_in=before.began_in if before else None,
        )


@dataclass(frozen=True)
class OpenAction:
    """An action that nobody has closed, and the session in whose record it stands."""

    session: UUID
    action: Action

    @property
    def place(self) -> BroughtForward:
        return BroughtForward(session=self.session, action=self.action.number)

    @property
    def began_in(self) -> BroughtForward:
        return self.action.began_in or self.place

    @property
    def places(self) -> frozenset[BroughtForward]:
        """Where it stands, and where it stood in earlier records as far as it tells: another that names one of them is the same."""
        return goes_on_from(self.action) | {self.place}


def goes_on_from(action: Action) -> frozenset[BroughtForward]:
    """Where it stood last, where it was written first, and where its words were."""
    first = action.first_in
    words = BroughtForward(session=first.session, action=first.action) if first else None
    return frozenset(one for one in (action.carried_from, action.began_in, words) if one)


@dataclass(frozen=True)
class Plan:
    """The actions of one record as they read now, and which of them nobody has to do any more, or in a later record."""

    actions: tuple[Action, ...] = ()
    closed: frozenset[int] = frozenset()
    goes_on: frozenset[int] = frozenset()

    @property
    def open(self) -> tuple[Action, ...]:
        """What was erased where it was written first is not open any more."""
        over = self.closed | self.goes_on
        return tuple(one for one in self.actions if one.number not in over and one.what is not None)

    def require_open(self, number: int, field: str = "number") -> None:
        """Raises unless this action can be closed, reworded or carried on here."""
        if number not in {one.number for one in self.actions}:
            raise NoSuchAction(field)
        if number in self.closed:
            raise ActionIsClosed
        if number in self.goes_on:
            raise ActionGoesOn

    def require_closing(self, number: int, closing: Closing, words: str | None) -> None:
        """Raises unless it can be closed so: what is dropped is dropped for a reason."""
        self.require_open(number)
        if closing is Closing.DROPPED and words is None:
            raise SayWhyItIsDropped("words")

    def reworded(self, planned: Iterable[Planned], at: str = ACTIONS) -> tuple[Action, ...]:
        """Those named by number in new words, and others added; none is left out, and what is closed reads as it did."""
        before = {one.number: one for one in self.actions}
        actions, named = dict(before), set[int]()
        for place, one in enumerate(planned):
            if one.number is None:
                number = max(actions, default=0) + 1
                actions[number] = one.numbered(number, None, None)
                continue
            if one.number in named:
                raise NamedTwice(f"{at}.{place}.number")
            self.require_open(one.number, f"{at}.{place}.number")
            named.add(one.number)
            actions[one.number] = one.numbered(
                one.number, before[one.number].carried_from, before[one.number]
            )
        if len(actions) > max(MOST, len(before)):
            raise TooManyActions(at)
        return tuple(actions[number] for number in sorted(actions))


def numbered(
    planned: Sequence[Planned], before: Sequence[OpenAction], at: str = ACTIONS
) -> tuple[list[Action], list[OpenAction]]:
    """The actions asked for in a new record, some of which go on with one of those open before; and those that none does."""
    left = {(one.session, one.action.number): one for one in before}
    actions = []
    for place, one in enumerate(planned):
        origin = one.carried_from
        goes_on = left.pop((origin.session, origin.action), None) if origin and origin.action else None
        if origin is not None and goes_on is None:
            raise NotAnOpenAction(f"{at}.{place}.carried_from")
        actions.append(one.numbered(place + 1, origin, goes_on.action if goes_on else None))
    return actions, list(left.values())


def as_stored(record: R) -> R:
    """Without words that lie under the key of another record."""
    actions = tuple(one.model_copy(update={"what": None}) if one.first_in else one for one in record.actions)
    return record.model_copy(update={"actions": actions})
