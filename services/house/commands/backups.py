"""`alongside backup` and `alongside restore`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from services.house.asking import asked
from services.house.commands.progress import progress
from services.house.commands.told import AsJson, Data, settings_of, told
from services.house.said import Said

KeysTo = Annotated[
    Path | None,
    typer.Option(help="Folder for backups of keys, best on another disk; TO-keys where left out."),
]


def backup(
    to: Annotated[Path, typer.Argument(help="Folder for backups of events; each makes a folder in it.")],
    keys_to: KeysTo = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Copy events and keys, apart, as they are at one moment, while the house goes on."""
    with told():
        settings = settings_of(data)
        if not settings.on_one_machine:
            raise Said(
                "Events and keys lie in PostgreSQL: back up the two databases with its own tools, apart. docs/operating.md says how."
            )
        # A running house has a working directory of its own.
        places = {"events_to": str(to.absolute()), "keys_to": str(_keys_to(to, keys_to).absolute())}
        answer: dict[str, Any] = {"said": "The house did not answer; its log says why."}
        with progress() as further:
            for answer in asked(settings, "backup", places):
                if "doing" in answer:
                    further(answer["doing"], answer["done"], answer["of"])
        if "answer" not in answer:
            raise Said(answer["said"])
    made = answer["answer"]
    typer.echo(json.dumps(made, indent=2) if as_json else _of_backup(made))


def _keys_to(to: Path, keys_to: Path | None) -> Path:
    whole = to.absolute()
    return keys_to or whole.with_name(f"{whole.name}-keys")


def _of_backup(made: dict[str, Any]) -> str:
    lines = [
        f"Everything acknowledged until {made['moment']} is in it:",
        *_reached(made),
        f"  events    {made['events']}",
        f"  keys      {made['keys']}",
        f"  erasures  {made['erased']}",
        *(
            f"Not in it, because it is kept elsewhere: {path}. Back it up there."
            for path in made["kept_elsewhere"]
        ),
        "Keep events and keys apart: either alone lets nobody read any content, both together all of it.",
    ]
    return "\n".join(lines)


def _reached(made: dict[str, Any]) -> list[str]:
    return [f"  {service:<24}up to position {position}" for service, position in made["positions"].items()]


def restore(
    from_events: Annotated[Path, typer.Argument(help="A backup of events: a folder named after its moment.")],
    from_keys: Annotated[Path, typer.Argument(help="The backup of keys of the same moment.")],
    erased: Annotated[
        Path | None,
        typer.Option(
            help="The newest list of erasures; the one beside the backups of keys is found by itself."
        ),
    ] = None,
    without_erasures_list: Annotated[
        bool,
        typer.Option("--without-erasures-list", help="There is none; what was erased since may come back."),
    ] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Make a house from a backup, in an empty folder: whole, or not at all."""
    with told():
        settings = settings_of(data)
        os.umask(0o077)
        from services.house.backup import restore as restored  # noqa: PLC0415  takes a second, and is seldom needed

        with progress() as further:
            made = restored(
                settings, from_events, from_keys, erased, without_list=without_erasures_list, told=further
            )
    typer.echo(json.dumps(made, indent=2) if as_json else _of_restore(made))


def _of_restore(made: dict[str, Any]) -> str:
    lines = [
        f"Everything acknowledged until {made['moment']} is in {made['data']} again, and nothing that came later:",
        *_reached(made),
        _of_erasures(made),
        f"Start it with: alongside up --data {made['data']}",
    ]
    return "\n".join(lines)


def _of_erasures(made: dict[str, Any]) -> str:
    again = f"Keys erased after the backup, and destroyed again now: {made['erased_again']}."
    if made["list_until"]:
        return f"{again} The list of erasures was last written at {made['list_until']}; of anything later it does not know."
    return (
        f"No list of erasures reached up to this backup: keys that were erased after {made['moment']} are back, and what "
        f"was sealed under them can be read again. {again}"
    )
