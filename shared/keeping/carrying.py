"""Carrying out what was approved: the keys are destroyed first, then it is said that they are. Again where that was cut off.

A key that nothing was sealed under yet is made and destroyed all the same, so that nothing ever is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from shared.identity import Acting
from shared.keeping import Keeping, KeyGone
from shared.store import NotFound, Store, VersionConflict


def is_held(store: Store, target_type: str, target: UUID) -> bool:
    """Whether a record is under a legal hold."""
    try:
        return bool(store.get(Keeping, Keeping.id_of(target_type, target)).holds)
    except NotFound:
        return False


def carry_out(store: Store, id: UUID, keys: Iterable[str], acting: Acting) -> int:
    """How much was recorded: nothing where somebody else said it first. Raises Away while a key cannot be destroyed for good."""
    keeping = store.get(Keeping, id)
    if keeping.status != "approved":
        return 0
    gone = []
    for key in keys:
        if not store.keys.knows(key):
            store.keys.use_or_make(key)
        store.keys.destroy(key)
        gone.append(KeyGone(key=key, destroyed_at=datetime.fromisoformat(store.keys.destroyed_at(key))))
    keeping.note_erased(tuple(gone), store.now().date())
    try:
        store.append(keeping, acting)
    except VersionConflict:
        return 0
    return 1
