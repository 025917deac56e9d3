"""Whether the halves of a backup belong together: every key that the events name is there, and the root opens them all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from services.house.backup.contents import Contents, Told, known_by, secrets
from services.house.manifest import SERVICES
from services.house.said import Said
from shared.keys import FileCustody
from shared.settings import Settings
from shared.tables import Away

KEY_ID = re.compile(rb'"k":"([a-z]+:[0-9a-f-]{36})"')
"""As a sealed value names its key in stored bytes; within a text these quotes would be escaped."""
PAGE = 1000


def services_of(logs: Iterable[str]) -> frozenset[str]:
    """Whose logs these are. A restricted log seals under the keys of its service."""
    return frozenset(service.name for service in SERVICES.values() if service.logs.keys() & set(logs))


def refuse_strangers(settings: Settings, logs: Collection[str], keys: Contents, told: Told) -> frozenset[str]:
    """Answers the ids of all keys that are still there, in a folder that the halves were copied into.

    `logs` are those that the events hold: a backup from before there was a restricted log holds none. Raises Said when something sealed in the events could not be read with these keys and this root.
    """
    for name, setting, path in secrets(settings):
        if not path.exists():
            raise Said(_missing(name, setting, path, settings))
    if known_by(settings.link_file.read_text()) != keys.house:
        raise Said(
            f"{settings.link_file} is not the secret under which the sign-ins of this backup are linked."
        )
    living: set[str] = set()
    for service in services_of(logs):
        wrapped = _wrapped(settings.data / service / "keys.db")
        for log, file in SERVICES[service].logs.items():
            if log in logs:
                _refuse_missing(settings.data / file, wrapped.keys(), keys, told)
        living |= _unwrapped(wrapped, settings, told)
    return frozenset(living)


def _missing(name: str, setting: str, path: Path, settings: Settings) -> str:
    if path.is_relative_to(settings.data):
        return (
            f"The backup of keys holds no {name}: its house kept it elsewhere. Name the file with {setting}."
        )
    return f"{path} is missing, which {setting} names. Put it there first; the backup of keys may hold it, as {name}."


def _wrapped(store: Path) -> dict[str, str | None]:
    with closing(sqlite3.connect(store)) as rows:
        return dict(rows.execute("SELECT id, wrapped FROM keys"))


def _refuse_missing(log: Path, known: Collection[str], keys: Contents, told: Told) -> None:
    missing = {id for id in _named(log, told) if id not in known}
    if missing:
        raise Said(
            f"The keys of {len(missing)} records in the events are not among these keys, which were copied at {keys.moment}. "
            "Give the keys of the same backup, or of a later one of the same house."
        )


def _named(log: Path, told: Told) -> Iterator[str]:
    with closing(sqlite3.connect(log)) as rows:
        whole = rows.execute("SELECT COUNT(*) FROM stored_events").fetchone()[0]
        found = rows.execute("SELECT state FROM stored_events")
        for done, (state,) in enumerate(found, 1):
            yield from (id.decode() for id in KEY_ID.findall(state))
            if done % PAGE == 0 or done == whole:
                told("Comparing events with keys", done, whole)


def _unwrapped(wrapped: dict[str, str | None], settings: Settings, told: Told) -> set[str]:
    living = {id: form for id, form in wrapped.items() if form is not None}
    try:
        custody = FileCustody(settings.custody_file, create=False)
        for done, (id, form) in enumerate(living.items(), 1):
            custody.unwrap(id, form)
            if done % PAGE == 0:
                told("Trying the root of keys", done, len(living))
    except Away:
        raise Said(
            f"{settings.custody_file} is not the root under which the keys of this backup were wrapped."
        ) from None
    except PermissionError as error:
        raise Said(str(error)) from error
    return set(living)
