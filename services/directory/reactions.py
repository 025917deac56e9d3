"""What this service finishes by itself: an erasure that was approved, where a crash came between."""

from __future__ import annotations

from services.directory.events import PERSON
from services.directory.policy.erasing import ERASING
from services.directory.relations import Relations
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.identity import TIME, Acting
from shared.keeping.carrying import carry_out
from shared.keeping.view import approved
from shared.store import Store


def finish_erasures(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Each once; two officers decided it."""
    done = 0
    for one in approved(shelf):
        with passing_over(one.keeping):
            acting = Acting(
                actor=TIME, policy_version=ERASING.version, directory_position=relations.position()
            )
            assert one.target_type == PERSON
            done += carry_out(store, one.keeping, [f"pk:{one.target}"], acting)
    return done
