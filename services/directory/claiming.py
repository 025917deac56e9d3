"""Which identifiers change hands with a person's new facts."""

from __future__ import annotations

from collections.abc import Iterable

from services.directory.domain.identifier import Identifier
from services.directory.domain.person import Person
from services.directory.domain.refusals import IdentifierTaken, SignInTaken
from services.directory.domain.standing import Identified
from shared.identity import PersonId
from shared.store import NotFound, Store


def changed(store: Store, person: Person, before: Iterable[Identified] = ()) -> list[Identifier]:
    """Identifiers to append with a person's facts: those they have now and had not before, and the other way round.

    Raises SignInTaken or IdentifierTaken when one of them is somebody else's.
    """
    holder, had = PersonId(person.id), frozenset(before)
    wanted = {one: _found(store, one) for one in sorted(person.identified - had)}
    taken = [kind for (kind, _), identifier in wanted.items() if not identifier.is_free_for(holder)]
    if "sign-in" in taken:
        raise SignInTaken
    if taken:
        raise IdentifierTaken(*(f"details.{kind}" for kind in taken))
    for (kind, _), identifier in wanted.items():
        identifier.claim(kind, holder)
    given_up = [_found(store, one) for one in sorted(had - person.identified)]
    for identifier in given_up:
        identifier.release(holder)
    return [one for one in (*wanted.values(), *given_up) if one.new]


def require_free(store: Store, person: Person, link: str) -> None:
    """Raises SignInTaken for a sign-in that is somebody else's: whoever proposes one need not wait to be told."""
    if not _found(store, ("sign-in", link)).is_free_for(PersonId(person.id)):
        raise SignInTaken


def _found(store: Store, one: Identified) -> Identifier:
    id = Identifier.id_of(*one)
    try:
        return store.get(Identifier, id)
    except NotFound:
        return Identifier(id)
