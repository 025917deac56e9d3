"""A room: one service with its logs, keys, views and followers, on whatever store and bus the settings name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Lock

from services.directory.relations import Relations
from services.house.following import Followers
from services.house.logs import Log, logs_of, names_of, places
from services.house.manifest import Service
from services.house.rounds import Rounds
from shared.aside import Aside
from shared.bus import Bus
from shared.feed.relay import Relay
from shared.feed.shelf import Shelf
from shared.feed.steps import PAGE, BusStep, LogStep
from shared.feed.views import Generation, View
from shared.keys import Custody, Keys
from shared.settings import Settings
from shared.store import Store
from shared.tables import Tables, create_schema
from shared.telemetry import SILENT, Tracing
from shared.web.calls import Desk
from shared.web.opaque import Secret

REACT_SECONDS = 2.0


class Room:
    """One service, furnished. `create` makes what is missing of tables; a PostgreSQL house is made by `migrate`."""

    def __init__(
        self,
        service: Service,
        settings: Settings,
        custody: Custody,
        link_secret: bytes,
        tracing: Tracing,
        *,
        list_erased: Callable[[str, str], None],
        now: Callable[[], datetime],
        create: bool,
    ) -> None:
        self.service = service
        rows, keys = places(settings, service.name)
        names = names_of(settings, service.name)
        keys_store = keys.open(names["keys"])
        views_store = rows.open(names["views"], scanned=True)
        drafts_store = rows.open(names["drafts"]) if service.lays_aside else None
        for store in (keys_store, views_store, drafts_store):
            if create and store:
                create_schema(store)
        self.keys = Keys(Tables(keys_store), custody, list_erased)
        if create:
            self.keys.create_tables()
        self.aside = Aside(Tables(drafts_store), custody) if drafts_store else None
        if create and self.aside:
            self.aside.create_tables()
        self.logs = logs_of(service, settings, self.keys, now=now, create=create)
        self.store = self.logs[0].store
        self.shelf = Shelf(Tables(views_store), now)
        if create:
            self.shelf.create_tables()
            self.shelf.prepare_all(self.views)
        self.relations = Relations(self.shelf, service.relations, now)
        secret = Secret(link_secret, service.name)
        told = (self.shelf, self.relations, secret, link_secret)
        kept = timedelta(days=settings.key_backups_days)
        self.desks = {
            log.name: Desk(
                *(service.name, log.store, *told, tracing if log.published else SILENT, log.kind),
                *(kept, self.aside),
            )
            for log in self.logs
        }
        self._tracing = tracing
        self.followers = Followers(service.name, self.shelf, tracing)
        self._one_round = Lock()
        self._rounds = Rounds(service, self.logs, self.shelf, self.relations, self.aside, secret)

    @property
    def views(self) -> tuple[View, ...]:
        return (self.service.relations, *self.service.views)

    def relay(self, bus: Bus, log: Log | None = None) -> Relay:
        """Of the ordinary log, where none is named."""
        return (log or self.logs[0]).relay(bus, self._tracing)

    def log_of(self, view: View) -> Store:
        """The log that a view of the service's own facts follows."""
        return next(log.store for log in self.published if log.restricted == view.restricted)

    @property
    def published(self) -> tuple[Log, ...]:
        """The logs that go to a topic."""
        return tuple(log for log in self.logs if log.published)

    def work(self, bus: Bus) -> None:
        """Start everything that follows: relays, views, reactions."""
        self.shelf.prepare_all(self.views)
        for log in self.published:
            self.followers.add_log(bus, log, self._views_of(log))
        for view in self.views:
            if view.topics:
                self.followers.add_topics(bus, view)
        self.followers.add("reactions", self.react, idle=REACT_SECONDS)
        self.followers.start()

    def _views_of(self, log: Log) -> list[View]:
        return [view for view in self.views if not view.topics and view.restricted == log.restricted]

    def catch_up(self) -> None:
        """Take the service's own logs in where nothing follows it: a command on a house that is not running."""
        for log in self.published:
            step = LogStep(self.shelf, log.store, *self._views_of(log))
            while step():
                pass
            for trouble in step.failed.values():
                raise trouble

    def react(self) -> int:
        """One round of what dates and other services set off; and nothing is left of keys that were destroyed.

        One at a time: of two that meet, the second would open again what the first is about to be done with.
        """
        with self._one_round:
            try:
                return self._rounds()
            finally:
                self.keys.leave_no_trace()

    def rebuild(self, view: View, bus: Bus, progress: Callable[[int], None]) -> int:
        """Fill a further generation from the beginning beside the one that serves, then let it serve."""
        generation = self.shelf.begin_anew(view)
        taken = 0
        for many in self.filling(view, generation, bus):
            taken += many
            progress(taken)
        self.shelf.serve(generation)
        return taken

    def filling(self, view: View, generation: Generation, bus: Bus) -> Iterator[int]:
        """Take in all there is, page by page; answers how many records each held."""
        if not view.topics:
            reached = 0
            while page := self.log_of(view).read(reached, PAGE):
                reached = self.shelf.take_log(view, generation, page)
                yield len(page)
            return
        from_bus = BusStep(self.shelf, bus, self.service.name, view, self._tracing, into=generation)
        while from_bus.is_behind():
            yield from_bus(1.0)
        from_bus.close()

    def caught_up(self, within: int = 0) -> bool:
        """Whether the views of the service's own logs have taken them all in, save for so many places."""
        ends = {log.store: log.store.position() - within for log in self.published}
        own, read = (view for view in self.views if not view.topics), self.shelf.positions()
        return all(read.get((view.name, view.version), 0) >= ends[self.log_of(view)] for view in own)

    def follows(self) -> bool:
        """Whether every follower that was started is still there."""
        return self.followers.there

    def end(self) -> None:
        """Tell everything that follows to take no further step."""
        self.followers.end()

    def stop(self) -> None:
        self.followers.stop()

    def close(self) -> None:
        self.stop()
        for log in self.logs:
            log.store.close()
        if self.aside:
            self.aside.close()
        self.shelf.tables.close()
        self.keys.close()
