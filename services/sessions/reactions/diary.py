"""What was deleted of a diary stays deleted, also where the house died, or an older key came back, before its key was destroyed (S7)."""

from __future__ import annotations

from typing import Final

from services.sessions.events.diary import DiaryEntryDeleted, PortfolioPieceDeleted
from shared.facts import envelope_of, name_of
from shared.store import Store

DELETIONS: Final = frozenset({DiaryEntryDeleted.kind, PortfolioPieceDeleted.kind})


def destroy_keys_of_what_was_deleted(store: Store, after: int) -> tuple[int, int]:
    """Since each start the whole log is gone through once; mostly the key is gone already, for whoever deletes destroys it."""
    done = 0
    while page := store.read(after):
        for _, stored in page:
            if name_of(stored) in DELETIONS:
                done += _destroyed(store, f"rk:{envelope_of(stored)['stream_id']}")
        after = page[-1][0]
    return after, done


def _destroyed(store: Store, key_id: str) -> bool:
    if store.keys.is_destroyed(key_id):
        return False
    store.keys.destroy(key_id)
    return True
