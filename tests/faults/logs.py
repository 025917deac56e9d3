"""Logs on memory, SQLite and PostgreSQL, and things to record in them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.agreements.domain.agreement import Agreement
from services.agreements.events import Kind, Terms
from services.directory.domain.agency import Agency
from services.directory.events import AgencyAdded
from shared.facts import Recorded
from shared.identity import OPERATOR, Acting, AgencyId, Once, PersonId, PlacementId
from shared.keys import Keys, MemoryCustody
from shared.store import Store
from shared.tables import Place, Tables, create_schema

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
PLACES = ("memory", "sqlite", "postgres")
MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
ACTING = Acting(actor=PersonId(uuid4()))
WORKER, SUPERVISOR = PersonId(uuid4()), PersonId(uuid4())


def store_at(place: Place) -> Store:
    keys_at = place.open("keys")
    create_schema(keys_at)
    keys = Keys(Tables(keys_at), MemoryCustody())
    keys.create_tables()
    return Store(place, "log", keys, now=lambda: MONDAY)


def place_of(kind: str, request: pytest.FixtureRequest) -> Place:
    if kind == "memory":
        return Place("memory")
    return Place(str(request.getfixturevalue("tmp_path" if kind == "sqlite" else "postgres_dsn")))


def shut(store: Store) -> None:
    store.close()
    store.keys.close()


def drafted() -> Agreement:
    return Agreement.draft(
        uuid4(),
        by=WORKER,
        worker=WORKER,
        supervisor=SUPERVISOR,
        agency=AgencyId(uuid4()),
        placement=PlacementId(uuid4()),
        terms=Terms(kind=Kind.BOTH, place="The quiet room"),
        salt=bytes(32),
    )


def record() -> bytes:
    """A stored record, of somebody's request that was traced."""
    return Recorded(
        id=uuid4(),
        service="directory",
        stream_type="agency",
        stream_id=uuid4(),
        stream_version=1,
        recorded_at=MONDAY,
        actor=OPERATOR,
        client=None,
        on_behalf_of=None,
        agency=None,
        correlation=uuid4(),
        causation=None,
        traceparent=TRACE,
        once=None,
        policy_version=None,
        identity_source="test",
        directory_position=None,
        fact=AgencyAdded(name="Háfnargata ‘9’", side="host", time_zone="UTC", locale="is-IS"),
    ).stored()


def added() -> Agency:
    return Agency.begin(
        uuid4(), AgencyAdded(name="Harbour Lane", side="host", time_zone="America/Toronto", locale="en-CA")
    )


def once(body: bytes = b"body") -> Once:
    return Once(uuid4().bytes, body, 201, "/agreements/1")


def rows_of(store: Store, table: str) -> int:
    with store.tables.read() as rows:
        row = rows.one(f"SELECT COUNT(*) AS many FROM {table}")
    return int(row["many"]) if row else 0


def revise(agreement: Agreement, place: str) -> Agreement:
    agreement.revise(WORKER, Terms(kind=Kind.BOTH, place=place), bytes(32))
    return agreement
