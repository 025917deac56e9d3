"""What every service has at hand when a request comes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, Literal, Protocol, TypeVar

from fastapi import Request

from shared.access import Policy
from shared.aggregate import Aggregate
from shared.aside import Aside
from shared.feed.shelf import Shelf
from shared.identity import Acting, PersonId
from shared.store import Store
from shared.tables import Away
from shared.telemetry import Tracing
from shared.web.opaque import Secret

A = TypeVar("A", bound=Aggregate[Any])
C = TypeVar("C")
Told = Literal["sent", "no-address", "not-sent"]
"""What became of an e-mail that says that something waits: taken by the mail server, for nobody, or not taken."""
Tell = Callable[[PersonId, bool], Told]
"""Has somebody told so, at work, or at their contact that is not the employer's. Raises nothing, and records nothing."""
NameOf = Callable[[PersonId, Acting], str | None]
"""What somebody is called, looked up and accounted for as by whoever acts; None for nobody. Raises Away where none can tell."""


def _nobody_can_tell(_person: PersonId, _acting: Acting) -> str | None:
    raise Away("the directory")


def _open(_store: Store, _thing: Any) -> None:
    """Nothing closes it."""


class Directory(Protocol):
    """What a service knows of people: its own copy of who is linked to which sign-in, and how fresh that is."""

    def person_of(self, link: str) -> PersonId | None: ...

    def position(self) -> int: ...

    def require_fresh(self) -> None: ...

    def at_once(self) -> AbstractContextManager[None]:
        """What is asked meanwhile is answered from one moment."""
        ...


@dataclass(frozen=True)
class Law(Generic[A]):
    """How access to one kind of record is decided."""

    kind: type[A]
    policy: Policy
    relate: Callable[[A, PersonId], frozenset[str]]
    state: Callable[[A], str]
    require_open: Callable[[Store, A], None] = _open
    """Raises for one to which nothing is added any more, by whoever may see it."""


@dataclass
class Desk:
    """What every service has at hand."""

    service: str
    store: Store
    shelf: Shelf
    directory: Directory
    secret: Secret
    link_secret: bytes
    tracing: Tracing
    apart: str = ""
    """Which log its store is, where it is not the ordinary one: no place in one log is any in another."""
    key_backups: timedelta = timedelta(days=35)
    """How long a backup of keys is kept at the most."""
    aside: Aside | None = None
    """Where rows lie that are nobody's history yet; None in a service that has none."""
    tell: Tell = lambda _person, _own: "not-sent"
    name_of: NameOf = _nobody_can_tell

    @property
    def restricted(self) -> bool:
        """Whether nobody else may know what is in its log."""
        return bool(self.apart)

    def position(self, place: int) -> str:
        """A place in the log as callers see it; of a restricted log not even its length tells how far it has come."""
        return self.secret.hide(f"{place:019}" if self.restricted else place, self._use)

    def place(self, position: str) -> int:
        """Raises ValueError for what is no position in this very log."""
        return int(self.secret.shown(position, self._use))

    @property
    def _use(self) -> str:
        return f"{self.apart} position" if self.apart else "position"


def calls(log: str, kind: Callable[[Desk, Request], C]) -> Callable[[Request], Coroutine[Any, Any, C]]:
    """The dependency that gives a route its call: over a service's log, by the log's name."""

    async def call(request: Request) -> C:
        return kind(request.app.state.desks[log], request)

    return call
