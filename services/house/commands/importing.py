"""`alongside import people FILE.csv`: shows what a roster would change, asks, applies it with a progress bar."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Self

import typer

from services.house.asking import ask
from services.house.commands.progress import progress
from services.house.commands.told import AsJson, Data, settings_of, told
from services.house.said import Said
from shared.settings import Settings

import_app = typer.Typer(no_args_is_help=True, help="Bring in what another system keeps.")
TOKEN = "ALONGSIDE_TOKEN"  # noqa: S105  where a token is looked for
SECONDS = 600.0
NAMES_AT_ONCE = 100


@import_app.callback()
def bring_in() -> None:
    """Rosters of people; the template is docs/people.csv."""


@import_app.command("people")
def import_people(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV in UTF-8, with the columns of docs/people.csv.", exists=True, dir_okay=False
        ),
    ],
    handle: Annotated[
        str,
        typer.Option(
            "--as", help="Whose books: a handle of HR or a privacy officer, with the development issuer only."
        ),
    ] = "",
    full_snapshot: Annotated[
        bool,
        typer.Option(
            "--full-snapshot", help="Whoever has a number at these agencies and is not in the file has left."
        ),
    ] = False,
    last_day: Annotated[
        datetime | None, typer.Option(help="Last day of those who have left.", formats=["%Y-%m-%d"])
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Apply what is shown without asking.")] = False,
    address: Annotated[
        str, typer.Option(help="Address of the house; where left out, of the one that runs on --data.")
    ] = "",
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Import a roster: whoever is new, what has changed, and with --full-snapshot who has left.

    It goes over the API as HR or a privacy officer of the agencies in the file: with --as on a house with the development
    issuer, else with that person's access token in ALONGSIDE_TOKEN. Nothing is applied while any line has a fault. An import
    that was cut short is finished by running it again.
    """
    with told():
        settings = settings_of(data)
        body = {"file": _text(file), "full_snapshot": full_snapshot}
        body |= {"last_day": last_day.date().isoformat()} if last_day else {}
        with _House(address or _found(settings), _token(settings, handle)) as house:
            shown = house.shown(body)
            if as_json:
                typer.echo(json.dumps(shown, indent=2))
            else:
                _show(shown, house.names([one["person"] for one in shown["leavers"]]))
            many = sum(len(shown[kind]) for kind in ("new", "changed", "leavers"))
            if dry_run or not many or not (yes or typer.confirm("Apply this?", err=True)):
                return
            done = house.apply(body | {"digest": shown["digest"]}, many)
    typer.echo(f"{done} people were stored.", err=as_json)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Said("This file is not UTF-8. Save it as “CSV UTF-8” and try again.") from error


def _token(settings: Settings, handle: str) -> str:
    if handle:
        return str(ask(settings, "token", handle=handle))
    if token := os.environ.get(TOKEN):
        return token
    raise Said(f"Say as whom: --as HANDLE with the development issuer, else an access token in {TOKEN}.")


def _found(settings: Settings) -> str:
    """Where the house that runs on this data answers; that of the settings where none does."""
    try:
        return str(ask(settings, "address"))
    except (Said, OSError):  # another's folder may not even be looked into
        return settings.address()


def _show(shown: dict[str, Any], names: dict[str, str]) -> None:
    for kind, title in (("new", "New"), ("changed", "Changed"), ("leavers", "Leavers")):
        typer.echo(f"{title}: {len(shown[kind])}")
        for one in shown[kind]:
            where = f"line {one['line']}" if "line" in one else names.get(one["person"], one["person"])
            typer.echo(f"  {where}: {', '.join(one['changes'])}")
            if one.get("keeps"):
                typer.echo(f"    keeps until a privacy officer ends it: {', '.join(one['keeps'])}")
    typer.echo(f"Unchanged: {shown['unchanged']}")


class _House:
    """A house over its API, as one person."""

    def __init__(self, address: str, token: str) -> None:
        import httpx2  # noqa: PLC0415  the command line answers at once

        self._errors = httpx2.HTTPError
        self._web = httpx2.Client(
            base_url=address,
            headers={"Authorization": f"Bearer {token}"},
            timeout=SECONDS,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._web.close()
        if isinstance(error, self._errors):
            raise Said("The house does not answer. Is it running, and is --address right?") from error

    def shown(self, body: dict[str, Any]) -> dict[str, Any]:
        """What the file would change; every fault on standard error, and exit code 1."""
        answer = self._web.post("/people/imports", json=body)
        if answer.is_success:
            return dict(answer.json())
        problem = answer.json()
        for fault in problem.get("fields", []):
            typer.echo(f"{fault['field']} {fault['rule']}", err=True)
        raise Said(problem["title"])

    def names(self, ids: list[str]) -> dict[str, str]:
        """Those who would leave are shown by name; it is accounted for, as ever."""
        found: dict[str, str] = {}
        for at in range(0, len(ids), NAMES_AT_ONCE):
            answer = self._web.get("/people", params={"id": ",".join(ids[at : at + NAMES_AT_ONCE])})
            found |= {one["id"]: one["name"] for one in answer.raise_for_status().json() if "name" in one}
        return found

    def apply(self, body: dict[str, Any], many: int) -> int:
        """Exactly what was shown, with a bar; raises Said with what stopped it, and how far it came."""
        told: dict[str, Any] = {}
        with progress() as further, self._web.stream("POST", "/people/imports", json=body) as answer:
            if not answer.is_success:
                answer.read()
                raise Said(answer.json()["title"])
            for line in answer.iter_lines():
                told = json.loads(line)
                further("Storing", told.get("applied", many), many)
        if "done" not in told:
            raise Said(
                f"{told.get('applied', 0)} of {many} people were stored, then: {told.get('said', 'nothing more came.')}"
            )
        return int(told["done"])
