"""One command by nobody: a date came. Its rule records the fact once; whoever was faster has said it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from services.directory.relations import Relations
from shared.access import Policy
from shared.aggregate import Aggregate
from shared.identity import TIME, Acting
from shared.store import Store, VersionConflict

A = TypeVar("A", bound=Aggregate[Any])
EASTERNMOST: Final = timedelta(hours=14)
"""No agency's clock is further ahead of UTC."""
WESTERNMOST: Final = timedelta(hours=12)
"""Nor is any further behind."""


def once(
    store: Store, relations: Relations, policy: Policy, kind: type[A], id: UUID, command: Callable[[A], None]
) -> int:
    """How much was recorded: nothing where it was done before, and the view has not heard of it yet."""
    thing = store.get(kind, id)
    command(thing)
    return recorded(store, relations, policy, thing)


def recorded(store: Store, relations: Relations, policy: Policy, thing: Aggregate[Any]) -> int:
    """Whether there was anything new to record, and nobody was faster; next time round it is looked at again."""
    if not thing.new:
        return 0
    acting = Acting(actor=TIME, policy_version=policy.version, directory_position=relations.position())
    try:
        store.append(thing, acting)
    except VersionConflict:
        return 0
    return 1
