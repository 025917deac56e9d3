"""A view's catch-up with a log, against a bare page read plus an insert of one row a record."""

from __future__ import annotations

from functools import partial
from itertools import count

from bench.material import fill
from bench.measure import Figure, Subject, compared, rounds, timed
from bench.places import EVENTS, VIEWS, Ground, grounds
from services.agreements.views import AgreementsView
from shared.feed.shelf import Shelf

RECORDS = 20_000
PAGE = 500
LEAST = 0.3
HOW = (
    f"`AgreementsView` takes in a log of {RECORDS:,} records (agreements drafted, signed, signed, in force) in pages of "
    f"{PAGE}, a transaction a page. The floor reads the same pages with the driver and inserts one row a record, one "
    "statement each, a transaction a page, as durable. Each round fills tables that are new."
)


def caught_up(ground: Ground, shelf: Shelf) -> int:
    view = AgreementsView()
    generation = shelf.begin_anew(view)
    many = reached = 0
    while page := ground.store.read(reached, PAGE):
        reached = shelf.take_log(view, generation, page)
        many += len(page)
    return many


def bare(ground: Ground, numbers: count[int]) -> int:
    table = f"bare_{next(numbers)}"
    log, rows = ground.bare(EVENTS), ground.bare(VIEWS)
    rows.execute(f"CREATE TABLE {table} (id TEXT PRIMARY KEY, name TEXT NOT NULL, place BIGINT NOT NULL)")
    if ground.place.is_postgres:
        sign, place, stream = "%s", "notification_id", "originator_id::text"
    else:
        sign, place, stream = "?", "rowid", "originator_id"
    page_of = f"SELECT {place}, {stream}, originator_version, topic, state FROM stored_events WHERE {place} > {sign} ORDER BY {place} LIMIT {PAGE}"
    insert = f"INSERT INTO {table} VALUES ({sign}, {sign}, {sign})"
    many = after = 0
    while page := log.execute(page_of, (after,)).fetchall():
        rows.execute("BEGIN")
        for at, id, version, topic, _ in page:
            rows.execute(insert, (f"{id}/{version}", topic, at))
        rows.execute("COMMIT")
        after, many = page[-1][0], many + len(page)
    log.close()
    rows.close()
    return many


def on(ground: Ground) -> list[Figure]:
    fill(ground.store, RECORDS)
    shelf = Shelf(ground.tables(VIEWS))
    shelf.create_tables()
    numbers = count()
    rates = rounds(
        {
            "view": partial(timed, partial(caught_up, ground, shelf)),
            "bare": partial(timed, partial(bare, ground, numbers)),
        },
        many=3,
    )
    shelf.tables.close()
    return [compared(ground.name, rates, "view", "bare", LEAST)]


def run() -> Subject:
    return Subject("View catch-up", HOW, [figure for ground in grounds() for figure in on(ground)])
