"""The command line: `alongside`. What takes long to import is imported by the command that needs it."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from services.house.asking import ask, asked
from services.house.commands.backups import backup, restore
from services.house.commands.importing import import_app
from services.house.commands.people import people_app
from services.house.commands.told import AsJson, Data, ServiceName, for_good, settings_of, told
from services.house.said import Said
from shared.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
app.add_typer(people_app, name="people")
app.add_typer(import_app, name="import")


@app.command()
def up(
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty house with invented people.")] = False,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    data: Data = None,
) -> None:
    """Run the whole house in one process."""
    with told():
        with for_good():
            from services.house import running

        running.up(settings_of(data, port=port), demo=demo)


@app.command()
def serve(service: ServiceName) -> None:
    """Run one service's API (PostgreSQL and Kafka; see `work`)."""
    with told():
        with for_good():
            from services.house import running

        running.serve(Settings(), service)


@app.command()
def work(service: ServiceName) -> None:
    """Run one service's worker: relay, views, reactions."""
    with told():
        with for_good():
            from services.house import running

        running.work(Settings(), service)


@app.command()
def migrate(
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty house with invented people.")] = False,
) -> None:
    """Make what is missing: secrets, schemas, tables, topics. Safe to run again."""
    with told():
        with for_good():
            from services.house import running

        running.migrate(Settings(), demo=demo)
        typer.echo("Everything is there.")


@app.command()
def token(
    handle: Annotated[str, typer.Option("--as", help="Whose: a handle from `alongside people`.")],
    data: Data = None,
) -> None:
    """A token for an hour, of the development issuer of the running house."""
    with told():
        typer.echo(ask(settings_of(data), "token", handle=handle))


@app.command()
def rebuild(
    view: Annotated[str, typer.Argument(help="Such as agreements.agreements.")], data: Data = None
) -> None:
    """Fill a view anew from the beginning, while the one there goes on serving."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    with (
        told(),
        Progress(SpinnerColumn(), TextColumn("{task.description}"), console=Console(stderr=True)) as progress,
    ):
        task = progress.add_task(f"{view}: 0 records")
        for line in asked(settings_of(data), "rebuild", {"view": view}):
            if "said" in line:
                raise Said(line["said"])
            taken = line.get("taken", line.get("answer"))
            progress.update(task, description=f"{view}: {taken} records")
    typer.echo(f"{view} was filled anew from {taken} records.")


@app.command()
def release(
    stream: Annotated[
        str | None, typer.Argument(help="Id of a stream; without one, what waits is listed.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Take in, in order, what was parked of a stream after its first record could not be handled."""
    with told():
        settings = settings_of(data)
        found = ask(settings, "release", stream=stream) if stream else ask(settings, "parked")
    if as_json:
        typer.echo(json.dumps(found, indent=2))
        return
    for one in found:
        typer.echo("  ".join(f"{key.replace('_', ' ')} {value}" for key, value in one.items()))
    if not found:
        typer.echo("Nothing waits." if stream is None else "Nothing waits under that id.")


app.command()(backup)
app.command()(restore)


@app.command()
def policy() -> None:
    """Who may do and see what, in sentences."""
    from services.house.manifest import POLICIES
    from services.house.policy_page import sentences

    for one in POLICIES:
        typer.echo("\n".join(sentences(one)) + "\n")


if __name__ == "__main__":
    sys.exit(app())
