"""Who is consulted: the placement's line manager, or whoever takes that place; never whom the supervisor picks (C2, D5)."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from services.sessions.events.concern_parts import Consulted
from shared.identity import PersonId


class WhyNot(StrEnum):
    """Why it is not the placement's line manager."""

    NO_LINE_MANAGER = "no-line-manager"
    THE_WORKER = "the-worker"
    SUPERVISES = "supervises"
    CONSULTED = "consulted"
    OBJECTED = "objected"
    CONCERNED = "concerned"
    CHOSEN = "chosen"
    GONE = "gone"
    PASSED_OVER = "passed-over"
    """Told to whoever may not know which of the last three it is."""


@dataclass(frozen=True)
class Consultable:
    """Somebody, and as what they are consulted."""

    person: PersonId
    consulted: Consulted


@dataclass(frozen=True)
class Managers:
    """Who could be consulted on a concern under one placement, as the directory and the agency's policy have it today."""

    chain: tuple[PersonId, ...] = ()
    """The placement's line manager, that person's own, and so on upwards."""
    agency_person: PersonId | None = None
    alternate: PersonId | None = None
    instead: Consulted = Consulted.AGENCY_PERSON
    """Whom policy names where the worker objects."""
    gone: AbstractSet[PersonId] = frozenset()
    """Who of them has left the agency, or can sign in no more: nobody can consult them."""
    chosen: AbstractSet[PersonId] = frozenset()
    """Whom of them one who keeps the concern put in that place themselves."""

    def in_order(self) -> Iterator[Consultable]:
        for place, person in enumerate(self.chain):
            yield Consultable(person, Consulted.NEXT_ABOVE if place else Consulted.LINE_MANAGER)
        if self.agency_person:
            yield Consultable(self.agency_person, Consulted.AGENCY_PERSON)
        if self.alternate:
            yield Consultable(self.alternate, Consulted.ALTERNATE)

    def name(self, person: PersonId) -> bool:
        """Whether it could go to somebody, first or later."""
        return any(one.person == person for one in self.in_order())


def consulted_person(
    managers: Managers, but: AbstractSet[PersonId], *, objected: bool = False
) -> Consultable | None:
    """The first in order who is still there, nobody's choice and none of `but`; once the worker has objected, whom policy names instead goes before the rest."""
    fit = [one for one in managers.in_order() if one.person not in but | managers.gone | managers.chosen]
    if objected:
        fit.sort(key=lambda one: one.consulted is not managers.instead)  # keeps the order otherwise
    return fit[0] if fit else None
