"""Restoring a house from the two halves of a backup: into an empty folder, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.house.backup.belonging import refuse_strangers, services_of
from services.house.backup.contents import LIST, Contents, Told, told_of
from services.house.backup.filling import fill
from services.house.backup.folders import unfinished
from services.house.backup.lists import Listed, gathered
from services.house.building import House
from services.house.erasures import Erasures
from services.house.manifest import LOGS
from services.house.said import CannotOpen, Said
from shared.settings import Settings
from shared.tables import Away


@dataclass(frozen=True)
class Halves:
    """The two folders of a backup, each with what it says of itself."""

    events: tuple[Path, Contents]
    keys: tuple[Path, Contents]

    @classmethod
    def read(cls, events: Path, keys: Path) -> Halves:
        both = cls((events, Contents.read(events, "events")), (keys, Contents.read(keys, "keys")))
        if both.events[1].house != both.keys[1].house:
            raise Said("These keys are of another house than these events.")
        logs = [half.positions.keys() for _, half in (both.events, both.keys)]
        if unknown := logs[0] - LOGS.keys():
            raise Said(f"This backup holds {', '.join(sorted(unknown))}, which this version does not know.")
        if services_of(logs[0]) != services_of(logs[1]):
            raise Said("Events and keys are not of the same services. Give the two halves of one backup.")
        return both

    def copy(self, into: Settings, told: Told) -> None:
        halves = (self.events, self.keys)
        whole, done = sum(kept.bytes for _, half in halves for kept in half.files.values()), 0

        def more(many: int) -> None:
            nonlocal done
            done += many
            told("Copying", done, whole)

        for folder, half in halves:
            for name in _names(half, into):
                half.fetch(name, folder, into.data / name, more)


def _names(half: Contents, into: Settings) -> Iterable[str]:
    """What is copied of such a half, and nothing else it may name; not a secret that the settings put elsewhere."""
    if half.half == "events":
        return sorted({LOGS[log] for log in half.positions} | {"house.json"})
    databases = {f"{service}/keys.db" for service in services_of(half.positions)}
    secrets = {"custody.json": into.custody, "link": into.link_secret_file}
    return sorted(
        databases | {name for name, elsewhere in secrets.items() if name in half.files and not elsewhere}
    )


def restore(
    settings: Settings, events: Path, keys: Path, erased: Path | None, *, without_list: bool, told: Told
) -> dict[str, Any]:
    """Answers the moment up to which everything is there. Raises Said, and then nothing is."""
    target = _empty(settings)
    halves = Halves.read(events, keys)
    elsewhere = _list_elsewhere(settings, target)
    listed = gathered(*halves.keys, erased, elsewhere, without=without_list)
    try:
        with unfinished(target.parent, target.name) as folder:
            own_list = folder.path / LIST
            made = settings.model_copy(update={"data": folder.path, "erased": own_list, "traces": None})
            halves.copy(made, told)
            living = refuse_strangers(made, halves.events[1].positions, halves.keys[1], told)
            _make_house(made, listed, told)
            if elsewhere:
                Erasures(elsewhere).learn(Erasures(own_list).entries())
                own_list.unlink(missing_ok=True)
            folder.finish(target)
    except OSError as error:
        raise Said(
            f"{settings.data} cannot be filled ({error.strerror}). Give another folder with --data; it need not be there yet."
        ) from error
    except (Away, CannotOpen) as error:
        raise Said(
            f"A part of the house does not answer: {error}." if isinstance(error, Away) else str(error)
        ) from error
    return {
        "moment": halves.events[1].moment,
        "positions": told_of(halves.events[1].positions),
        "data": str(settings.data),
        "erased_again": len(living & listed.keys),
        "list_until": listed.until,
    }


def _list_elsewhere(settings: Settings, target: Path) -> Path | None:
    """The list of erasures, where the settings keep it outside the folder of the house."""
    path = settings.erased_file.resolve()
    return None if path.is_relative_to(target) else path


def _empty(settings: Settings) -> Path:
    if not settings.on_one_machine or settings.kafka:
        raise Said(
            "`restore` is for a house on one machine with topics of its own, without ALONGSIDE_DATABASE and ALONGSIDE_KAFKA. "
            "PostgreSQL has tools of its own; docs/operating.md says how they are used."
        )
    target = settings.data.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Said(
            f"{settings.data} is not empty, and nothing is restored over what is there. Give another folder with --data."
        )
    return target


def _make_house(made: Settings, listed: Listed, told: Told) -> None:
    """A house out of its logs and keys; at its start it destroys what is listed."""
    Erasures(made.erased_file).learn(listed.entries)
    house = House(made)
    try:
        fill(house, told)
    finally:
        house.close()
    for file in made.data.rglob("*.db"):
        with closing(sqlite3.connect(file)) as rows:
            rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # no wrapped key is left in a file beside
