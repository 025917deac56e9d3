"""One service's facts: appended sealed, in order, once; read back as the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from eventsourcing.persistence import IntegrityError, StoredEvent

from shared.aggregate import Aggregate
from shared.facts import Recorded, load_fact
from shared.identity import Acting
from shared.keys import Keys
from shared.store.answers import Answered, AnsweredAlready, Answers, NotFound, OnceRow, VersionConflict
from shared.store.clock import OtherClock, utc_now
from shared.store.reading import history, page, place_of
from shared.store.recent import Recent
from shared.store.recorders import recorder_for
from shared.store.together import MOST, Recording, seal_together
from shared.tables import Away, Place, Tables, away, create_schema
from shared.tables.turns import Turns

__all__ = ["Answered", "AnsweredAlready", "NotFound", "Store", "VersionConflict", "utc_now"]

A = TypeVar("A", bound=Aggregate[Any])


class Store:
    """The log of one service: memory, SQLite or PostgreSQL, whatever its place says."""

    def __init__(
        self,
        place: Place,
        name: str,
        keys: Keys,
        *,
        service: str | None = None,
        now: Callable[[], datetime] = utc_now,
        create: bool = True,
    ) -> None:
        datastore = place.open(name)
        with away(f"the log of {name}"):
            if create:
                create_schema(datastore)
            self._recorder = recorder_for(datastore, create=create)
        self.name, self.service = name, service or name
        self.tables = Tables(datastore)
        self._turns = Turns(self._record, MOST)
        self.answers = Answers(self.tables)
        self._recent = Recent()
        self.keys = keys
        self.now = now
        self.other_clock = OtherClock(self.tables, now())
        self.on_append: Callable[[], None] = lambda: None

    def past(
        self, kind: type[A], id: UUID, *, as_of: int | datetime | None = None
    ) -> tuple[A, list[Recorded]]:
        """A record and its history, oldest first; `as_of` a version or a time, as it was then. NotFound for none."""
        upto = as_of if isinstance(as_of, int) else None
        records = [Recorded.load(stored) for stored in self._states(id, upto=upto)]
        if isinstance(as_of, datetime):
            records = [one for one in records if one.recorded_at <= as_of]
        if not records or records[0].stream_type != kind.stream_type:
            raise NotFound
        return kind(id, [one.fact for one in records]), records

    def get(self, kind: type[A], id: UUID) -> A:
        """A record as its history makes it, without the envelopes; NotFound for none."""
        known = self._recent.of(id)
        states = self._states(id, after=len(known))
        news = [load_fact(stored) for stored in states]
        facts = (*known, *news)
        if not facts or facts[0].kind not in kind.begins_with:
            raise NotFound
        self._recent.goes_on(id, len(known), news, sum(map(len, states)))
        return kind(id, facts)

    def _states(self, id: UUID, *, after: int = 0, upto: int | None = None) -> list[bytes]:
        """A history as stored, or a part of it."""
        return history(self.tables, id, after, upto)

    def append(
        self, thing: Aggregate[Any], acting: Acting, *others: Aggregate[Any], at: datetime | None = None
    ) -> int:
        """Record what is new about a thing, and about others with it or not at all; answers with the place in the log.

        Raises VersionConflict when a history went on meanwhile, AnsweredAlready when this very command had its effect
        before, Away when the log, the keys or their custody are out of reach. Nothing is recorded then.
        """
        things = (thing, *others)
        mine = Recording(self.service, things, acting, at or self.now())
        position = self._recorded(mine) if mine.size else self._nothing_new(thing, mine.once)
        for one in things:
            if one.read_again:
                own = [at for at, record in enumerate(mine.records) if record.stream_id == one.id]
                size = sum(len(mine.events[at].state) for at in own)
                self._recent.goes_on(one.id, one.version, [mine.records[at].fact for at in own], size)
            one.version += len(one.new)
            one.new = []
        self.on_append()
        return position

    def _recorded(self, mine: Recording) -> int:
        try:
            with away("the log"):
                return self._turns.meet(mine).place
        except IntegrityError as conflict:
            if mine.once and (answered := self.answers.of(mine.once.key)):
                raise AnsweredAlready(answered) from None
            raise VersionConflict from conflict
        except Away:
            # The connection may have died after the commit: then these very bytes are there, and it was done.
            if not (mine.events and self._is_there(mine.events[-1])):
                raise
            last = mine.records[-1]
            return place_of(self.tables, last.stream_id, last.stream_version)

    def _record(self, group: Sequence[Recording]) -> None:
        """All that came together; no key is held longer than that takes."""
        if ready := seal_together(self.keys, group):
            self._recorder.insert_together(ready)

    def _nothing_new(self, thing: Aggregate[Any], once: OnceRow | None) -> int:
        # A command that changed nothing has been answered all the same, and is answered so again. Its place is that of the
        # record's own last fact: the end of the log would tell whether anything was recorded about anybody else.
        position = place_of(self.tables, thing.id, thing.version)
        if once:
            self.answers.note(once, position)
        return position

    def _is_there(self, event: StoredEvent) -> bool:
        id, version = event.originator_id, event.originator_version
        assert isinstance(id, UUID)  # the library leaves room for others
        return self._states(id, after=version - 1, upto=version) == [event.state]

    def clock(self) -> tuple[datetime, bool]:
        """The time, and whether a clock that nobody here can set agrees with it."""
        now = self.now()
        return now, self.other_clock.agrees(now)

    def position(self) -> int:
        """The last place in the log, 0 for an empty one."""
        with away("the log"):
            return self._recorder.max_notification_id() or 0

    def read(self, after: int, limit: int = 500) -> list[tuple[int, bytes]]:
        """What was recorded after a place in the log, oldest first. Holes in the numbers are normal."""
        return page(self.tables, after, limit)

    def close(self) -> None:
        self.tables.close()
