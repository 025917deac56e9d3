"""Whether a session, or a meeting of a group, is there still: to what was erased nothing is added (C5, S9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from shared.aggregate import Aggregate
from shared.keys import Erased
from shared.store import Store


def require_not_erased(store: Store, id: UUID) -> None:
    """Raises Erased: neither under whatever key, nor in the clear."""
    if store.keys.is_destroyed(f"rk:{id}"):
        raise Erased


def kept_in(store: Store) -> Callable[[Aggregate[Any]], None]:
    """For whatever is changed that lies under a key of its own."""
    return lambda one: require_not_erased(store, one.id)
