"""What was deleted of a diary stays deleted, also where the house died, or an older key came back, before its key was destroyed (S7)."""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

from services.directory.relations import Relations, erased_people
from services.sessions.domain.diary import Diary
from services.sessions.events.diary import DiaryEntryDeleted, PortfolioPieceDeleted
from shared.facts import envelope_of, name_of
from shared.feed.shelf import Shelf
from shared.identity import PersonId
from shared.store import NotFound, Store

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


class ForgetDiaries:
    """A person's erasure takes their diary along: every entry and piece, in whatever log that erasure was decided (S7).

    Remembers whose it has gone through since the start: a key that is gone stays gone.
    """

    def __init__(self) -> None:
        self._done: WeakKeyDictionary[Store, set[PersonId]] = WeakKeyDictionary()

    def __call__(self, diaries: Store, _ordinary: Store, shelf: Shelf, _relations: Relations) -> int:
        seen = self._done.setdefault(diaries, set())
        gone = [one for one in erased_people(shelf) if one not in seen]
        done = sum(_forget(diaries, person) for person in gone)
        seen.update(gone)
        return done


def _forget(diaries: Store, owner: PersonId) -> int:
    try:
        diary = diaries.get(Diary, Diary.id_of(owner))
    except NotFound:
        return 0
    return sum(_destroyed(diaries, f"rk:{one}") for one in (*diary.entries, *diary.pieces))
