"""What this service finishes by itself: an erasure that was approved, where a crash came between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from uuid import UUID

from services.directory.relations import Relations
from services.sessions.domain.attendances import Attendance, attendance_of
from services.sessions.domain.contributions import Contribution, contribution_of
from services.sessions.domain.erasing import key_of
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.policy.erasing import ERASURES
from services.sessions.reactions.once import of_time
from shared.facts import Recorded
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.identity import PersonId
from shared.keeping.carrying import carry_out
from shared.keeping.view import KeepingsView, RestrictedKeepingsView, approved
from shared.store import NotFound, Store


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
            keys = keys_of(store, one.target_type, one.target)
            done += carry_out(store, one.keeping, keys, of_time(ERASURES, relations))
    return done


def keys_of(store: Store, target_type: str, target: UUID) -> Iterator[str]:
    """The keys that go with a record: its own first, so that nothing is added to it while the others are looked for."""
    yield key_of(target_type, target)
    yield from (
        key_of(one[0].stream_type, one[0].stream_id) for one in going_along(store, target_type, target)
    )


def going_along(store: Store, target_type: str, target: UUID) -> Iterator[list[Recorded]]:
    """Histories of their own that are erased with a record: what was brought to a meeting, and who signed there."""
    if target_type == GroupSession.stream_type:
        meeting = store.get(GroupSession, target)
        for person in store.get(Group, meeting.group).ever:
            yield from lying_apart(store, target, person)


def lying_apart(store: Store, meeting: UUID, person: PersonId) -> Iterator[list[Recorded]]:
    """Of somebody at a meeting of a group: that they were there, and what they brought; each a history of its own."""
    contributions = (contribution_of(meeting, person, number) for number in count(1))
    yield from _of_those_there(store, Attendance, iter([attendance_of(meeting, person)]))
    yield from _of_those_there(store, Contribution, contributions)


def _of_those_there(
    store: Store, kind: type[Attendance | Contribution], ids: Iterator[UUID]
) -> Iterator[list[Recorded]]:
    """Up to the first that is not."""
    for id in ids:
        try:
            _, records = store.past(kind, id)
        except NotFound:
            return
        yield records
