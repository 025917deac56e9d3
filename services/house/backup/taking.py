"""Taking a backup: events in one place, keys in another, each whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from services.house.backup import databases
from services.house.backup.contents import (
    LIST,
    MANIFEST,
    Contents,
    Half,
    Told,
    kept,
    known_by,
    private,
    secrets,
    told_of,
)
from services.house.backup.folders import unfinished
from services.house.building import House
from services.house.erasures import Entry, Erasures
from services.house.said import CannotOpen, Said
from shared.facts import utc_text
from shared.settings import Settings
from shared.tables import Away

TAG = "backup"


def take(house: House, events_to: Path, keys_to: Path, told: Told) -> dict[str, Any]:
    """A folder each, named after its moment, in the two given. Raises Said when there is none in the end."""
    _refuse_together(house.settings, events_to, keys_to)
    try:
        return _taken(house, events_to, keys_to, told)
    except (OSError, sqlite3.Error) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise Said(f"The backup cannot be written ({why}); there is no whole one.") from error
    except Away as away:
        raise Said(f"A part of the house does not answer: {away.part}. There is no backup.") from away
    except CannotOpen as error:
        raise Said(str(error)) from error


def _refuse_together(settings: Settings, events_to: Path, keys_to: Path) -> None:
    data, events, keys = (path.resolve() for path in (settings.data, events_to, keys_to))
    if events.is_relative_to(keys) or keys.is_relative_to(events):
        raise Said(
            "Events and keys must lie apart: whoever holds both can read everything. "
            "Give two folders, neither within the other, best on two disks: --keys-to."
        )
    if events.is_relative_to(data) or keys.is_relative_to(data):
        raise Said(
            f"A backup within {data} is lost together with it. Give another folder, best on another disk."
        )


def _taken(house: House, events_to: Path, keys_to: Path, told: Told) -> dict[str, Any]:
    with unfinished(events_to, TAG) as events, unfinished(keys_to, TAG) as keys:
        at, positions = _events(house, events.path, told)
        # Keys after events: each was made before anything sealed under it was recorded, so none can be missing.
        elsewhere = _keys(house, keys.path, told)
        name = at.replace("-", "").replace(":", "")
        known = known_by(house.link_secret.hex())
        halves: tuple[tuple[Half, Path], ...] = (("events", events.path), ("keys", keys.path))
        for half, path in halves:
            contents = Contents(
                half=half, house=known, name=name, moment=at, positions=positions, files=kept(path)
            )
            _put(path / MANIFEST, contents.written())
        # The list says that it reaches this far, which no older one does; then it goes along with the keys.
        house.erasures.append([Entry(at, "backup", name)])
        Erasures(keys_to / LIST).learn(house.erasures.entries())
        # Keys first: where there are events, there are their keys.
        keys.finish(keys_to / name)
        events.finish(events_to / name)
    return {
        "moment": at,
        "positions": told_of(positions),
        "events": str(events_to / name),
        "keys": str(keys_to / name),
        "erased": str(keys_to / LIST),
        "kept_elsewhere": elsewhere,
    }


def _events(house: House, folder: Path, told: Told) -> tuple[str, dict[str, int]]:
    """All logs, as they were at one moment, which it answers, with the last place in each."""
    data = house.settings.data
    files = {name: file for room in house.rooms.values() for name, file in room.service.logs.items()}
    with databases.one_moment({name: data / file for name, file in files.items()}, house.now) as moment:
        _copy({files[name]: reader for name, reader in moment.logs.items()}, folder, "events", told)
    _put(folder / "house.json", (data / "house.json").read_bytes())
    return utc_text(moment.at), dict(moment.positions)


def _keys(house: House, folder: Path, told: Told) -> list[str]:
    """The stores of keys, and the secrets that lie in the house's folder.

    What somebody put elsewhere they keep apart, and its copies too; which files those are is answered.
    """
    data, settings = house.settings.data, house.settings
    with ExitStack() as reading:
        stores = {
            file: reading.enter_context(databases.as_it_is(data / file))
            for file in (f"{name}/keys.db" for name in house.rooms)
        }
        _copy(stores, folder, "keys", told)
    elsewhere = []
    for name, _, path in secrets(settings):
        if path.resolve() == (data / name).resolve():
            _put(folder / name, path.read_bytes())
        else:
            elsewhere.append(str(path))
    return elsewhere


def _copy(readers: databases.Readers, folder: Path, of: Half, told: Told) -> None:
    whole, done = sum(databases.size(reader) for reader in readers.values()), 0

    def more(many: int) -> None:
        nonlocal done
        done += many
        told(f"Copying {of}", done, whole)

    for file, reader in readers.items():
        (folder / file).parent.mkdir(mode=0o700, exist_ok=True)
        databases.copy(reader, folder / file, more)


def _put(path: Path, raw: bytes) -> None:
    with private(path) as file:
        file.write(raw)
