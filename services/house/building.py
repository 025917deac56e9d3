"""A house: rooms, bus and identity under one roof, its lock and what is known of it from before."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from services.directory.events import TOPIC as DIRECTORY_TOPIC
from services.house.erasures import Erasures
from services.house.logs import hold_clocks_together
from services.house.manifest import SERVICES, TOPICS
from services.house.naming import namer
from services.house.rooms import Room
from services.house.said import CannotOpen
from services.house.telling import teller
from shared.bus import Bus, LocalBus
from shared.feed.relay import publish_anew
from shared.keys import FileCustody, write_secret
from shared.settings import Settings
from shared.signin import DevelopmentIssuer, KeysByUrl, Tokens
from shared.store import utc_now
from shared.tables import Place, Tables
from shared.telemetry import Tracing, provider

LINK_SECRET_HEX = 64
BUS = "bus"


class House:
    """Everything that runs in one process."""

    def __init__(
        self,
        settings: Settings,
        only: Iterable[str] = SERVICES,
        *,
        now: Callable[[], datetime] = utc_now,
        create: bool | None = None,
    ) -> None:
        self.settings = settings
        self.now = now
        create = settings.on_one_machine if create is None else create
        self.issuer = DevelopmentIssuer(settings.audience) if settings.development_issuer else None
        secrets = [path for path in (settings.custody_file, settings.link_file) if not path.exists()]
        try:
            custody = FileCustody(settings.custody_file, create=create)
        except OSError as error:
            raise CannotOpen(str(error)) from error
        self.link_secret = _link_secret(settings.link_file, create=create)
        self.tracing = Tracing(provider(settings.traces, settings.trace_ratio), writes=bool(settings.traces))
        self.erasures = Erasures(settings.erased_file)
        new_bus = settings.on_one_machine and not settings.kafka and _without_bus(settings.data)
        self.rooms = {
            name: Room(
                SERVICES[name],
                settings,
                custody,
                self.link_secret,
                self.tracing,
                list_erased=self.erasures.erased,
                now=now,
                create=create,
            )
            for name in only
        }
        hold_clocks_together(log for room in self.rooms.values() for log in room.logs)
        if new_bus:
            # Before its file is there, so that a crash in between changes nothing.
            for log in (log for room in self.rooms.values() for log in room.published):
                publish_anew(log.store)
        self.bus = _bus(settings)
        self.tell, self.name_of = teller(self), namer(self)
        for desk in (desk for room in self.rooms.values() for desk in room.desks.values()):
            desk.tell, desk.name_of = self.tell, self.name_of
        if secrets and any(room.keys.any() for room in self.rooms.values()):
            _refuse_lost(secrets, self)
        try:
            self.erasures.agree_with(room.keys for room in self.rooms.values())
        except CannotOpen:
            self.close()
            raise

    def tokens(self) -> Tokens:
        if self.issuer:
            return self.issuer.tokens()
        keys = KeysByUrl(self.settings.issuer, self.settings.jwks_url)
        return Tokens(self.settings.issuer, self.settings.audience, keys, source="oidc")

    def work(self) -> None:
        for room in self.rooms.values():
            room.work(self.bus)

    def close(self) -> None:
        for room in self.rooms.values():
            room.end()
        self.bus.wake()
        for room in self.rooms.values():
            room.close()
        self.bus.close()
        self.tracing.close()


def _refuse_lost(secrets: list[Path], house: House) -> None:
    """A new root beside old keys would make all content unreadable for good: so it is not kept."""
    for path in secrets:
        path.unlink(missing_ok=True)
    house.close()
    missing = " and ".join(str(path) for path in secrets)
    raise CannotOpen(
        f"{missing} is missing, and without it nothing that was sealed can be read. Put it back from its backup."
    )


def _bus(settings: Settings) -> Bus:
    if settings.kafka:
        from shared.kafka import KafkaBus  # noqa: PLC0415  a house on one machine begins without it

        return KafkaBus(settings.kafka, TOPICS, one_partition=(DIRECTORY_TOPIC,))
    return LocalBus(Tables(Place(str(settings.data)).open(BUS)))


def _without_bus(data: Path) -> bool:
    """Whether topics are to be made anew from the logs: they were lost, or lists that were filled from them to their end."""
    if not all((data / name / "views.db").exists() for name in SERVICES):
        for file in data.glob(f"{BUS}.db*"):
            file.unlink()
    return not (data / f"{BUS}.db").exists()


def _link_secret(path: Path, *, create: bool) -> bytes:
    if create:
        write_secret(path, os.urandom(32).hex())
    if path.stat().st_mode & 0o077:
        raise CannotOpen(f"{path} may be read by others; make it readable by its owner alone (chmod 600).")
    secret = path.read_text().strip()
    if len(secret) != LINK_SECRET_HEX or not all(letter in "0123456789abcdef" for letter in secret):
        raise CannotOpen(f"{path} cannot be read; put it back from its backup.")
    return bytes.fromhex(secret)


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """One process at a time opens a folder; a second is told what to do instead."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotOpen(
            f"The folder {data} cannot be written ({error.strerror}). Choose another with --data, or mend its permissions."
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotOpen(
                f"A house is already running on {data}. Use that one, stop it first, or give another folder with --data."
            ) from None
        yield
    finally:
        os.close(handle)


def forget_half_filled(settings: Settings) -> None:
    """Demo data whose filling was interrupted: nothing in it is anybody's, so it is begun anew."""
    for name in SERVICES:
        shutil.rmtree(settings.data / name, ignore_errors=True)
    for file in settings.data.glob("bus.db*"):
        file.unlink()


def remembered(data: Path) -> dict[str, Any]:
    """What the folder says of itself: whether it holds demo data, and whose identities it was made under."""
    path = data / "house.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def remember(settings: Settings, **more: Any) -> None:
    """Raises CannotOpen when data made under the development issuer would be used under another identity."""
    told = remembered(settings.data)
    identity = "dev" if settings.development_issuer else "oidc"
    if told.get("identity", identity) != identity:
        mend = "Leave out" if settings.issuer else "Set"
        raise CannotOpen(
            f"The data in {settings.data} was made under the {told['identity']} issuer and is not opened under another. "
            f"{mend} ALONGSIDE_ISSUER, or give an empty folder with --data."
        )
    path = settings.data / "house.json"
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(told | {"identity": identity} | more))
    fresh.replace(path)


__all__ = ["CannotOpen", "House", "forget_half_filled", "locked", "remember", "remembered"]
