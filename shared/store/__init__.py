"""One service's facts: appended sealed, in order, once; read back as the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from eventsourcing.persistence import IntegrityError, StoredEvent

from shared.aggregate import Aggregate
from shared.facts import Fact, Recorded, load_fact, utc_text
from shared.identity import Acting
from shared.keys import Keys
from shared.sealing import Row, seal_fields
from shared.store.answers import Answered, AnsweredAlready, Answers, NotFound, OnceRow, VersionConflict
from shared.store.clock import OtherClock, utc_now
from shared.store.reading import history, page, place_of
from shared.store.recent import Recent
from shared.store.recorders import recorder_for
from shared.tables import Away, Place, Tables, away, create_schema

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
        at = at or self.now()
        things = (thing, *others)
        records = [record for one in things for record in self._sealed(one, acting, at)]
        stored = [record.stored() for record in records]
        once = self._once(thing, acting, at)
        position = self._insert(records, stored, once) if records else self._nothing_new(thing, once)
        for one in things:
            if one.read_again:
                mine = [at for at, record in enumerate(records) if record.stream_id == one.id]
                size = sum(len(stored[at]) for at in mine)
                self._recent.goes_on(one.id, one.version, [records[at].fact for at in mine], size)
            one.version += len(one.new)
            one.new = []
        self.on_append()
        return position

    def _sealed(self, thing: Aggregate[Any], acting: Acting, at: datetime) -> list[Recorded]:
        acting = acting.by_respondent() if thing.anonymous else acting
        unwrapped: dict[str, tuple[str, bytes]] = {}

        def key_of(prefix: str) -> tuple[str, bytes]:
            if prefix not in unwrapped:
                key_id = f"{prefix}:{thing.id}"
                unwrapped[prefix] = key_id, self.keys.use_or_make(key_id)
            return unwrapped[prefix]

        def one(place: int, fact: Fact) -> Recorded:
            version = thing.version + 1 + place
            row = Row(thing.agency, thing.stream_type, thing.id, version, fact.kind)
            by = acting.by_time() if fact.of_time else acting
            return Recorded(
                id=uuid4(),
                service=self.service,
                stream_type=thing.stream_type,
                stream_id=thing.id,
                stream_version=version,
                recorded_at=at,
                actor=by.actor,
                client=by.client,
                on_behalf_of=by.on_behalf_of,
                agency=thing.agency,
                correlation=by.correlation,
                causation=by.causation,
                traceparent=by.traceparent,
                once=by.once.key.hex() if by.once else None,
                policy_version=by.policy_version,
                identity_source=by.identity_source,
                directory_position=by.directory_position,
                fact=seal_fields(fact, key_of, row),
            )

        return [one(place, fact) for place, fact in enumerate(thing.new)]

    def _once(self, thing: Aggregate[Any], acting: Acting, at: datetime) -> OnceRow | None:
        once = acting.once
        if once is None:
            return None
        version = thing.version + len(thing.new)
        return OnceRow(once.key, once.body, once.status, once.location, version, utc_text(at))

    def _insert(self, records: list[Recorded], stored: list[bytes], once: OnceRow | None) -> int:
        events = [
            StoredEvent(r.stream_id, r.stream_version, r.name, state)
            for r, state in zip(records, stored, strict=True)
        ]
        try:
            with away("the log"):
                places = self._recorder.insert_events(events, once=once)
        except IntegrityError as conflict:
            if once and (answered := self.answers.of(once.key)):
                raise AnsweredAlready(answered) from None
            raise VersionConflict from conflict
        except Away:
            # The connection may have died after the commit: then these very bytes are there, and it was done.
            if not self._is_there(events[-1]):
                raise
            places = None
        return (
            places[-1] if places else place_of(self.tables, records[-1].stream_id, records[-1].stream_version)
        )

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
