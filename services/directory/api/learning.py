"""What the records of somebody's learning have in common: where they lie, and how they are opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from services.directory.api.calls import DirectoryCall
from services.directory.domain.person import Person
from shared.access import Decision, open_persons
from shared.facts import Fact, Recorded
from shared.web.problems import not_found

T = TypeVar("T")


def there(kept: Mapping[UUID, T], id: UUID) -> T:
    """What lies at an address; 404 for what was never there."""
    if id not in kept:
        raise not_found()
    return kept[id]


def opened(
    call: DirectoryCall, person: Person, records: Mapping[UUID, Recorded], decision: Decision, field: str
) -> dict[UUID, Fact]:
    """One field of some records in clear, under one entry of the accounting; nothing of somebody who was erased."""
    if not decision.allowed or call.is_erased(person.id):
        return {}
    asked = [(one, decision) for one in records.values() if getattr(one.fact, field) is not None]
    acting = call.acting.at(person.home)
    facts = iter(open_persons(call.desk.store, asked, acting, fields=(field,)))
    return {id: next(facts) for id, one in records.items() if getattr(one.fact, field) is not None}
