"""The logs of a service: the ordinary one, a restricted one for streams of which nobody may know that they are there, a diary's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.house.manifest import Service
from shared.bus import Bus
from shared.feed.relay import Relay
from shared.keys import Keys
from shared.settings import Settings
from shared.store import Store
from shared.store.clock import OtherClock
from shared.tables import Place
from shared.telemetry import Tracing

PULSE_SECONDS = 20.0
BESIDE = ("restricted", "diary", "drafts", "views", "keys")
"""What else of a service has a database of its own."""


@dataclass(frozen=True)
class Log:
    """One log, and the topics that its streams go to."""

    name: str
    store: Store
    topics: Mapping[str, str]
    pulse: str | None = None
    restricted: bool = False
    """Whether nobody else may know what is in it: nothing is noted of it, and no place in it tells how far it has come."""

    @property
    def kind(self) -> str:
        """Which of its service's logs it is; nothing for the ordinary one."""
        return self.name.partition(".")[2]

    @property
    def published(self) -> bool:
        """Whether it goes to any topic; a diary goes to none."""
        return bool(self.topics)

    def relay(self, bus: Bus, tracing: Tracing) -> Relay:
        return Relay(self.store, bus, self.topics, tracing, pulse=self.pulse, pulse_seconds=PULSE_SECONDS)


def logs_of(
    service: Service, settings: Settings, keys: Keys, *, now: Callable[[], datetime], create: bool
) -> tuple[Log, ...]:
    """The ordinary log first. All seal under the service's keys, and share no position, answer or bookmark."""
    at, _ = places(settings, service.name)
    names = names_of(settings, service.name)

    def store(name: str) -> Store:
        return Store(at, names[name], keys, service=service.name, now=now, create=create)

    ordinary, *others = service.logs
    topics = {"restricted": service.restricted, "diary": {}}
    return (
        Log(ordinary, store("events"), service.topics, service.pulse),
        *(
            Log(name, store(kind), topics[kind], restricted=True)
            for name in others
            for kind in [name.removeprefix(f"{service.name}.")]
        ),
    )


def hold_clocks_together(logs: Iterable[Log]) -> None:
    """After a restart no log's other clock begins before the highest time that was recorded in any of them."""
    OtherClock.of_one_house([log.store.other_clock for log in logs])


def places(settings: Settings, name: str) -> tuple[Place, Place]:
    """Where a service's logs and views lie, and where its keys do."""
    if settings.on_one_machine:
        folder = settings.data / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Place(str(folder)), Place(str(folder))
    return Place(settings.database), Place(settings.keys)


def names_of(settings: Settings, name: str) -> dict[str, str]:
    """SQLite: a file each in the service's folder. PostgreSQL: a schema each."""
    if settings.on_one_machine:
        return {one: one for one in ("events", *BESIDE)}
    return {"events": name} | {one: f"{name}_{one}" for one in BESIDE}
