"""A view that counts and can be made to choke, and a log with something to take in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, get_args

from services.agreements.events import AgreementFact, Why
from shared.bus import Message
from shared.facts import Recorded
from shared.feed.shelf import Shelf
from shared.feed.views import Generation, TableName, View
from shared.store import Store
from shared.tables import Place, Rows, Tables, create_schema
from tests.faults.logs import ACTING, WORKER, drafted, revise, shut, store_at

SECRET = "no-word-of-this"


class Tally(View):
    """What happened to each stream, in the order it was taken in; chokes on what it is told to choke on."""

    name = "tally"
    version = 1
    hears = frozenset(get_args(AgreementFact))

    def __init__(self) -> None:
        self.chokes_on: set[tuple[str, int]] = set()
        self.trouble: Exception = ZeroDivisionError(SECRET)

    def tables(self, t: TableName) -> Iterable[str]:
        return (f"CREATE TABLE {t('rows')} (stream TEXT PRIMARY KEY, versions TEXT NOT NULL)",)

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        stream = str(recorded.stream_id)
        rows.do(f"INSERT INTO {t('rows')} (stream, versions) VALUES (?, '') ON CONFLICT DO NOTHING", stream)
        rows.do(
            f"UPDATE {t('rows')} SET versions = versions || ? WHERE stream = ?",
            f"{recorded.stream_version} ",
            stream,
        )
        if (stream, recorded.stream_version) in self.chokes_on:
            raise self.trouble


class NewTally(Tally):
    version = 2


@contextmanager
def fed(place: Place) -> Iterator[tuple[Store, Shelf]]:
    """A log with six streams of three facts each, interleaved; and an empty shelf."""
    store = store_at(place)
    agreements = [drafted() for _ in range(6)]
    for step in range(3):
        for agreement in agreements:
            if step == 1:
                revise(agreement, "Elsewhere")
            elif step == 2:
                agreement.end(WORKER, Why.COMPLETED, None)
            store.append(agreement, ACTING)
    datastore = place.open("views")
    create_schema(datastore)
    shelf = Shelf(Tables(datastore))
    shelf.create_tables()
    yield store, shelf
    shut(store)
    shelf.tables.close()


def contents(shelf: Shelf, generation: Generation, table: str = "rows") -> list[tuple[Any, ...]]:
    with shelf.tables.read() as rows:
        return sorted(
            tuple(dict(row).values()) for row in rows.all(f"SELECT * FROM {generation.table(table)}")
        )


def tables_of(shelf: Shelf) -> set[str]:
    with shelf.tables.read() as rows:
        found = rows.all(
            "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
            if rows.postgres
            else "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
    return {row["name"] for row in found}


def messages(store: Store) -> list[Message]:
    return [
        Message(str(Recorded.load(stored).stream_id), stored, {}, "topic", position)
        for position, stored in store.read(0, 1000)
    ]


def whole(store: Store) -> list[tuple[str, str]]:
    streams = {str(Recorded.load(stored).stream_id) for _, stored in store.read(0, 1000)}
    return sorted((stream, "1 2 3 ") for stream in streams)
