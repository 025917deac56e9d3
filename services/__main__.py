"""The command line: `alongside`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from services.house import control, running
from services.house.building import CannotOpen
from services.house.manifest import POLICIES, SERVICES
from services.house.policy_page import sentences
from shared.aggregate import Refused
from shared.settings import Settings
from shared.tables import Away
from shared.web.problems import sentence

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
people_app = typer.Typer(
    invoke_without_command=True, help="Who is here; and an agency's first privacy officers."
)
app.add_typer(people_app, name="people")

Data = Annotated[Path | None, typer.Option("--data", help="Folder of the house.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]
ServiceName = Annotated[str, typer.Argument(help=f"One of: {', '.join(SERVICES)}.")]


@contextmanager
def told() -> Iterator[None]:
    """Refusals in one sentence on standard error, exit code 1; wrong settings 2."""
    try:
        yield
    except ValidationError as error:
        reasons = "; ".join(_reason(one) for one in error.errors(include_input=False, include_url=False))
        _fail(f"The house does not start: {reasons}.", 2)
    except Away as away:
        _fail(f"A part of the house does not answer: {away.part}.")
    except Refused as refused:
        _fail(sentence(refused))
    except (CannotOpen, control.Said, PermissionError, FileNotFoundError) as error:
        _fail(str(error))


def _reason(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    reason = error["msg"].removeprefix("Value error, ").rstrip(".")
    return f"ALONGSIDE_{place.upper()}: {reason}" if place else reason


def _fail(words: str, code: int = 1) -> None:
    typer.echo(words, err=True)
    raise typer.Exit(code)


def _settings(data: Path | None, **more: Any) -> Settings:
    given = {"data": data, **more}
    return Settings(**{name: value for name, value in given.items() if value is not None})


@app.command()
def up(
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty house with invented people.")] = False,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    data: Data = None,
) -> None:
    """Run the whole house in one process."""
    with told():
        running.up(_settings(data, port=port), demo=demo)


@app.command()
def serve(service: ServiceName) -> None:
    """Run one service's API (PostgreSQL and Kafka; see `work`)."""
    with told():
        running.serve(Settings(), _known(service))


@app.command()
def work(service: ServiceName) -> None:
    """Run one service's worker: relay, views, reactions."""
    with told():
        running.work(Settings(), _known(service))


def _known(service: str) -> str:
    if service not in SERVICES:
        raise CannotOpen(f"There is no service {service!r}. There are: {', '.join(SERVICES)}.")
    return service


@app.command()
def migrate(
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty house with invented people.")] = False,
) -> None:
    """Make what is missing: secrets, schemas, tables, topics. Safe to run again."""
    with told():
        running.migrate(Settings(), demo=demo)
        typer.echo("Everything is there.")


@people_app.callback()
def people(context: typer.Context, data: Data = None, as_json: AsJson = False) -> None:
    """Handles, roles, agencies, ids."""
    if context.invoked_subcommand:
        return
    with told():
        found = control.ask(_settings(data), "people")
    if as_json:
        typer.echo(json.dumps(found, indent=2))
        return
    for one in found:
        typer.echo(f"{one['handle'] or '-':<10} {one['name']:<20} {one['id']}")
        for role in one["roles"]:
            typer.echo(f"{'':<10} {role}")
        for placement in one["placements"]:
            typer.echo(f"{'':<10} placement {placement['id']} at {placement['agency']}")


@people_app.command("add")
def people_add(
    handle: Annotated[str, typer.Option(help="Short user name.")],
    name: Annotated[str, typer.Option(help="Name.")],
    agency: Annotated[
        str, typer.Option(help="The agency's name; it is made when there is none of that name.")
    ],
    role: Annotated[
        str, typer.Option(help="privacy_officer: the first two of an agency come from here.")
    ] = "privacy_officer",
    issuer: Annotated[str, typer.Option(help="Issuer of the sign-in; the house's own where left out.")] = "",
    subject: Annotated[str, typer.Option(help="Subject of the sign-in; the handle where left out.")] = "",
    time_zone: Annotated[str, typer.Option(help="IANA name.")] = "America/Toronto",
    locale: Annotated[str, typer.Option(help="Language and country.")] = "en-CA",
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Make an agency's privacy officers while it has fewer than two, and the agency itself."""
    asked = {
        "role": role,
        "agency": agency,
        "handle": handle,
        "name": name,
        "issuer": issuer,
        "subject": subject,
    }
    with told():
        made = control.ask(_settings(data), "people_add", **asked, time_zone=time_zone, locale=locale)
    typer.echo(json.dumps(made) if as_json else f"{handle} is {made['person']}, at agency {made['agency']}.")


@app.command()
def token(
    handle: Annotated[str, typer.Option("--as", help="Whose: a handle from `alongside people`.")],
    data: Data = None,
) -> None:
    """A token for an hour, of the development issuer of the running house."""
    with told():
        typer.echo(control.ask(_settings(data), "token", handle=handle))


@app.command()
def rebuild(
    view: Annotated[str, typer.Argument(help="Such as agreements.agreements.")], data: Data = None
) -> None:
    """Fill a view anew from the beginning, while the one there goes on serving."""
    with (
        told(),
        Progress(SpinnerColumn(), TextColumn("{task.description}"), console=Console(stderr=True)) as progress,
    ):
        task = progress.add_task(f"{view}: 0 records")
        for line in control.rebuilt(_settings(data), view):
            if "said" in line:
                raise control.Said(line["said"])
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
        settings = _settings(data)
        found = control.ask(settings, "release", stream=stream) if stream else control.ask(settings, "parked")
    if as_json:
        typer.echo(json.dumps(found, indent=2))
        return
    for one in found:
        typer.echo("  ".join(f"{key.replace('_', ' ')} {value}" for key, value in one.items()))
    if not found:
        typer.echo("Nothing waits." if stream is None else "Nothing waits under that id.")


@app.command()
def policy() -> None:
    """Who may do and see what, in sentences."""
    for one in POLICIES:
        typer.echo("\n".join(sentences(one)) + "\n")


if __name__ == "__main__":
    sys.exit(app())
