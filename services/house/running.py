"""The ways a house runs: whole in one process, or one service's API or worker."""

from __future__ import annotations

import os
import signal
import threading

import typer
from eventsourcing.persistence import ProgrammingError

from services.house import demo
from services.house.building import House, forget_half_filled, locked, remember, remembered
from services.house.control import listening
from services.house.hints import hints
from services.house.manifest import SERVICES, TOPICS
from services.house.said import CannotOpen
from services.house.serving import answer, port
from shared.settings import Settings
from shared.store import utc_now
from shared.tables import Away
from shared.telemetry import configure_logs


def up(settings: Settings, *, demo: bool) -> None:
    """All services under one address. Ctrl-C stops cleanly; a second start keeps the data."""
    configure_logs()
    if not settings.on_one_machine:
        raise CannotOpen(
            "`up` runs a house on one machine; with ALONGSIDE_DATABASE set, use `serve` and `work`."
        )
    os.umask(0o077)
    with locked(settings.data), port(settings) as listener:
        remember(settings)
        if remembered(settings.data).get("filling"):
            forget_half_filled(settings)
        house = House(settings)
        try:
            _fill(house, wanted=demo)
            for room in house.rooms.values():
                room.catch_up()
            house.work()
            address = settings.address(listener.getsockname()[1])
            with listening(house, address):
                answer(house, listener, lambda: _greet(settings, address))
        finally:
            house.close()


def _fill(house: House, *, wanted: bool) -> None:
    data = house.settings.data
    empty = house.rooms["directory"].store.position() == 0
    if wanted and empty:
        remember(house.settings, filling=True)
        demo.fill(house, start=utc_now)
        remember(house.settings, demo=True, filling=False)
    elif wanted and not remembered(data).get("demo"):
        raise CannotOpen(
            f"The house in {data} has data of its own; demo data goes into an empty folder. Use --data."
        )


def _greet(settings: Settings, address: str) -> None:
    demo = bool(remembered(settings.data).get("demo"))
    typer.echo(
        "Alongside is ready, with demo data: invented agencies and people." if demo else "Alongside is ready."
    )
    typer.echo(f"  address  {address}\n  data     {settings.data.resolve()}")
    typer.echo("Three things to try next, in another terminal:")
    for hint in hints(settings, address, demo=demo):
        typer.echo(f"  {hint.sentence}\n    {hint.command or hint.link}")
    typer.echo("Ctrl-C stops it; the data stays.")


def serve(settings: Settings, service: str) -> None:
    """One service's API."""
    configure_logs()
    _need_postgres(settings)
    house = _one(settings, service)
    try:
        with port(settings) as listener:
            answer(
                house, listener, lambda: typer.echo(f"{service} is ready on port {listener.getsockname()[1]}")
            )
    finally:
        house.close()


def work(settings: Settings, service: str) -> None:
    """One service's worker, until told to stop."""
    configure_logs()
    _need_postgres(settings)
    over = threading.Event()
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: over.set())
    house = _one(settings, service)
    try:
        house.work()
        typer.echo(f"{service} is at work")
        over.wait()
    finally:
        house.close()


def _one(settings: Settings, service: str) -> House:
    if service not in SERVICES:
        raise CannotOpen(f"There is no service {service!r}. There are: {', '.join(SERVICES)}.")
    try:
        return House(settings, [service])
    except Away as away:
        raise CannotOpen(f"A part of the house does not answer: {away.part}.") from away
    except ProgrammingError as error:
        raise CannotOpen(
            "The database has no tables of this house yet. Run `alongside migrate` first."
        ) from error


def migrate(settings: Settings, *, demo: bool) -> None:
    """Secrets, schemas, tables, topics; then, where asked, invented people."""
    _need_postgres(settings)
    try:
        house = House(settings, create=True)
        try:
            house.bus.create_topics(TOPICS)
            _fill_empty(house, wanted=demo)
        finally:
            house.close()
    except Away as away:
        raise CannotOpen(f"A part of the house does not answer: {away.part}.") from away


def _fill_empty(house: House, *, wanted: bool) -> None:
    if wanted and house.rooms["directory"].store.position() == 0:
        demo.fill(house, start=utc_now)


def _need_postgres(settings: Settings) -> None:
    if settings.on_one_machine:
        raise CannotOpen(
            "This needs ALONGSIDE_DATABASE, ALONGSIDE_KEYS and ALONGSIDE_KAFKA; on one machine use `alongside up`."
        )
