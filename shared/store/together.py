"""Appends that come together are sealed and committed together: who comes first does it for all who wait meanwhile.

Each append is whole or not at all, and nobody is answered before the commit. Where a commit fails, all of it fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from eventsourcing.persistence import InterfaceError, OperationalError, StoredEvent

from shared.aggregate import Aggregate
from shared.facts import Recorded, utc_text
from shared.identity import Acting
from shared.keys import Had, Keys
from shared.store.answers import OnceRow
from shared.store.sealed import key_ids, sealed
from shared.tables.turns import Wish

MOST = 64
"""So many events a commit, lest the first of them wait for too many others; an append of more goes by itself."""
OUT_OF_REACH = (OperationalError, InterfaceError)


class Append(Wish):
    """Some events and what makes their command take effect once; then the place of the last."""

    def __init__(self, events: Sequence[StoredEvent], once: OnceRow | None = None) -> None:
        self.events, self.once = events, once
        self.size = len(events)
        self.place = 0


class Recording(Append):
    """What is new about a thing, and about others with it or not at all: sealed only when its turn comes."""

    records: Sequence[Recorded] = ()

    def __init__(self, service: str, things: Sequence[Aggregate[Any]], acting: Acting, at: datetime) -> None:
        super().__init__((), _once(things[0], acting, at))
        self._service, self._acting, self._at = service, acting, at
        self._things = [(one, key_ids(one)) for one in things]
        self.size = sum(len(one.new) for one in things)

    @property
    def key_ids(self) -> Iterator[str]:
        return chain.from_iterable(ids.values() for _, ids in self._things)

    def seal(self, key: Callable[[str], bytes]) -> None:
        """Raises what befell one of its keys."""
        self.records = [
            record
            for one, ids in self._things
            for record in sealed(self._service, one, self._acting, self._at, _with_keys(ids, key))
        ]
        self.events = [
            StoredEvent(one.stream_id, one.stream_version, one.name, one.stored()) for one in self.records
        ]


def _with_keys(ids: Mapping[str, str], key: Callable[[str], bytes]) -> dict[str, tuple[str, bytes]]:
    return {prefix: (id, key(id)) for prefix, id in ids.items()}


def _once(thing: Aggregate[Any], acting: Acting, at: datetime) -> OnceRow | None:
    once = acting.once
    if once is None:
        return None
    version = thing.version + len(thing.new)
    return OnceRow(once.key, once.body, once.status, once.location, version, utc_text(at))


def seal_together(keys: Keys, group: Sequence[Recording]) -> list[Recording]:
    """Those that could be sealed, with keys asked for once; each of the others hears what befell its own keys."""
    had = dict(keys.all_to_seal_with({id for one in group for id in one.key_ids}))

    def key(id: str) -> bytes:
        found: Had = had[id]
        if isinstance(found, Exception):
            raise found
        return found

    for one in group:
        try:
            one.seal(key)
        except BaseException as error:  # noqa: BLE001  raised again in the thread that it befell
            # Its traceback leads to this frame, and so to everybody's keys, until somebody collects both.
            one.trouble = error.with_traceback(None)
    had.clear()
    return [one for one in group if one.trouble is None]


def commit_together(write: Callable[[Sequence[Append]], None], group: Sequence[Append]) -> None:
    """`write` commits appends and gives each its place; where one of them conflicts, each is tried by itself."""
    try:
        write(group)
    except OUT_OF_REACH:
        raise
    except BaseException:
        if len(group) == 1:
            raise
        for one in group:  # for one among them conflicts, or cannot be written
            _by_itself(write, one)


def _by_itself(write: Callable[[Sequence[Append]], None], one: Append) -> None:
    try:
        write([one])
    except BaseException as error:  # noqa: BLE001  raised again in the thread that it befell
        one.trouble = error
