"""Whether a record is there still: of what was erased nothing more is said, in the clear either (C5, S9)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shared.aggregate import Aggregate
from shared.keys import Erased
from shared.store import Store


def require_not_erased(store: Store, id: UUID) -> None:
    """Raises Erased: neither under whatever key, nor in the clear."""
    if store.keys.is_destroyed(f"rk:{id}"):
        raise Erased


def require_kept(store: Store, one: Aggregate[Any]) -> None:
    """The same of whatever lies under a key of its own."""
    require_not_erased(store, one.id)
