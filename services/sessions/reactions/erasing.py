"""What this service finishes by itself: an erasure that was approved, where a crash came between."""

from __future__ import annotations

from services.directory.relations import Relations
from services.sessions.domain.erasing import key_of
from services.sessions.policy.erasing import ERASURES
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.identity import TIME, Acting
from shared.keeping.carrying import carry_out
from shared.keeping.view import KeepingsView, RestrictedKeepingsView, approved
from shared.store import Store


def finish_erasures(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Each once; two people decided it."""
    return _finish(store, shelf, relations, KeepingsView)


def finish_restricted_erasures(
    restricted: Store, _ordinary: Store, shelf: Shelf, relations: Relations
) -> int:
    """The same of what nobody else may know is there."""
    return _finish(restricted, shelf, relations, RestrictedKeepingsView)


def _finish(store: Store, shelf: Shelf, relations: Relations, view: type[KeepingsView]) -> int:
    done = 0
    for one in approved(shelf, view):
        with passing_over(None if view.restricted else one.keeping):
            acting = Acting(
                actor=TIME, policy_version=ERASURES.version, directory_position=relations.position()
            )
            done += carry_out(store, one.keeping, [key_of(one.target_type, one.target)], acting)
    return done
