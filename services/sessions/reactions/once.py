"""What nobody does: a date came. A rule records it once; whoever was faster has said it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from services.directory.relations import Relations
from services.sessions.views.agreements import STALE, heard_at, known_up_to
from shared.access import Policy
from shared.aggregate import Aggregate
from shared.feed.shelf import Shelf
from shared.identity import TIME, Acting
from shared.store import NotFound, Store, VersionConflict
from shared.tables import Away

A = TypeVar("A", bound=Aggregate[Any])
EASTERNMOST: Final = timedelta(hours=14)
"""No agency's clock is further ahead of UTC."""


def of_time(policy: Policy, relations: Relations) -> Acting:
    return Acting(actor=TIME, policy_version=policy.version, directory_position=relations.position())


def got_or_new(store: Store, kind: type[A], id: UUID) -> A:
    """A record that begins with the first thing there is to say."""
    try:
        return store.get(kind, id)
    except NotFound:
        return kind(id)


def recorded(store: Store, acting: Acting, thing: Aggregate[Any]) -> int:
    """Whether there was anything new to record, and nobody was faster; next time round it is looked at again."""
    if not thing.new:
        return 0
    try:
        store.append(thing, acting.at(thing.agency))
    except VersionConflict:
        return 0
    return 1


def heard_lately(store: Store, shelf: Shelf, relations: Relations) -> datetime | None:
    """Up to when all that others did is known here; None where they were last heard of a minute ago: what is noted of their records is noted for good.

    Not beyond now: they may have been heard of by a clock that was ahead and has been set back since.
    """
    try:
        relations.require_fresh()
    except Away:
        return None
    at, now = heard_at(shelf), store.now()
    if at is None or now - at > STALE:
        return None
    agreements, directory = known_up_to(shelf), relations.known_up_to()
    return min(agreements, directory, now) if agreements and directory else None
