"""Appends a second through the store, and what each addition to a bare commit costs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from random import randbytes
from typing import Any
from uuid import uuid4

from eventsourcing.persistence import StoredEvent

from bench.material import Stream, acting, revised, sealed_by, signed
from bench.measure import Figure, Subject, Work, compared, rate, rounds
from bench.places import EVENTS, Ground, grounds
from shared.facts import Fact
from shared.identity import Once
from shared.keys import Had, Keys
from shared.sealing import Row, seal_fields
from shared.store import Store

SECONDS = 0.8
LEAST = 0.35
HOW = (
    "Recorded is `AgreementSigned` (two sealed fields), where said otherwise `TermsRevised` with the demo's terms "
    "(18 sealed fields). Each writer is a thread with a stream of its own; who acts, on which trace and with which "
    "Idempotency-Key, is there before, as a request brings it. The floor is the driver alone: one insert "
    "of a row of the same size into the same table definition, one commit each, SQLite with WAL and `synchronous=FULL`; "
    "its writers take turns by a lock on SQLite, and have a connection each on PostgreSQL."
)


class HeldKeys(Keys):
    """A key at hand, so that sealing is measured without fetching it."""

    def __init__(self) -> None:
        self._key = bytes(range(32))

    def all_to_seal_with(self, key_ids: Collection[str]) -> Mapping[str, Had]:
        return dict.fromkeys(key_ids, self._key)


def size_of(store: Store, fact: Fact) -> bytes:
    """Such a record as stored, for rows of the same size."""
    stream = Stream(uuid4())
    stream.new = [fact]
    return sealed_by(store, stream, store.now())[0].stored()


def bare(ground: Ground, state: bytes) -> Callable[[int], Work]:
    lock = threading.Lock()
    table = "bare_events"
    with ground.store.tables.write() as rows:
        if ground.place.is_postgres:
            rows.do(f"CREATE TABLE IF NOT EXISTS {table} (LIKE stored_events INCLUDING ALL)")
        else:
            statement = ground.store._recorder.create_table_statements[0]  # type: ignore[attr-defined]  # SQLite's has them
            rows.do(statement.replace("stored_events", table))
    shared = None if ground.place.is_postgres else ground.bare(EVENTS)
    if ground.place.is_postgres:
        columns = "originator_id, originator_version, topic, state"
        insert = f"INSERT INTO {table} ({columns}) VALUES (%s, %s, %s, %s)"
    else:
        insert = f"INSERT INTO {table} VALUES (?, ?, ?, ?)"

    def make(_: int) -> Work:
        stream, version = uuid4(), 0
        connection: Any = shared or ground.bare(EVENTS)

        def once() -> None:
            nonlocal version
            version += 1
            key = stream if ground.place.is_postgres else stream.hex
            if shared is None:
                connection.execute(insert, (key, version, "agreements.AgreementSigned", state), prepare=True)
                return
            with lock:
                connection.execute(insert, (key, version, "agreements.AgreementSigned", state))

        return once

    return make


def recorder(store: Store, state: bytes, _: int) -> Work:
    stream, version = uuid4(), 0

    def once() -> None:
        nonlocal version
        version += 1
        store._recorder.insert_events([StoredEvent(stream, version, "agreements.AgreementSigned", state)])

    return once


def append(store: Store, fact: Fact, once: bool, anew: bool, _: int) -> Work:
    stream, who = Stream(uuid4()), acting(once=False)

    def one() -> None:
        thing = Stream(uuid4()) if anew else stream
        thing.new = [fact]
        store.append(thing, replace(who, once=Once(randbytes(32), randbytes(32))) if once else who)

    return one


def sealed_before(fact: Fact) -> Fact:
    """The same fact with its fields sealed already: what is left is the envelope and its JSON."""
    row = Row(None, "agreement", uuid4(), 1, fact.kind)
    return seal_fields(fact, lambda prefix: (f"{prefix}:{uuid4()}", bytes(32)), row)


def on(ground: Ground) -> list[Figure]:
    store, fact, terms = ground.store, signed(), revised()
    held = Store(ground.place, EVENTS, HeldKeys())
    small, large = size_of(store, fact), size_of(store, terms)
    full = partial(append, store, fact, True, False)
    steps: dict[str, Callable[[int], Work]] = {
        "a bare commit": bare(ground, small),
        "the recorder alone": partial(recorder, store, small),
        "+ envelope and JSON": partial(append, held, sealed_before(fact), False, False),
        "+ sealing": partial(append, held, fact, False, False),
        "+ fetching the key": partial(append, store, fact, False, False),
        "+ idempotency row (all included)": full,
        "+ a new key, for a new record": partial(append, store, fact, True, True),
        "a bare commit, large": bare(ground, large),
        "all included, large": partial(append, store, terms, True, False),
    }
    crowd: dict[str, Callable[[int], Work]] = {
        "a bare commit, 8": bare(ground, small),
        "all included, 8": full,
    }
    rates = rounds(
        {name: partial(rate, make, 1, SECONDS) for name, make in steps.items()}
        | {name: partial(rate, make, 8, SECONDS) for name, make in crowd.items()}
    )
    held.close()
    name, floor = ground.name, "a bare commit"
    everything = "+ idempotency row (all included)"
    return [
        compared(f"{name}, 1 writer, all included", rates, everything, floor, LEAST),
        compared(f"{name}, 8 writers, all included", rates, "all included, 8", "a bare commit, 8", LEAST),
        *(compared(f"{name}, 1 writer: {step}", rates, step, floor) for step in list(steps)[1:7]),
        compared(
            f"{name}, 1 writer: TermsRevised, {len(large):,} bytes",
            rates,
            "all included, large",
            "a bare commit, large",
        ),
    ]


def run() -> Subject:
    return Subject("Appends", HOW, [figure for ground in grounds() for figure in on(ground)])
