"""`alongside people` and `alongside people add`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from services.house.asking import ask
from services.house.commands.told import AsJson, Data, settings_of, told

people_app = typer.Typer(
    invoke_without_command=True, help="Who is here; and an agency's first privacy officers."
)


@people_app.callback()
def people(context: typer.Context, data: Data = None, as_json: AsJson = False) -> None:
    """Handles, roles, agencies, ids."""
    if context.invoked_subcommand:
        return
    with told():
        found = ask(settings_of(data), "people")
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
    subject: Annotated[
        str,
        typer.Option(help="The `sub` of the account at the issuer; the development issuer's is the handle."),
    ] = "",
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
        made = ask(settings_of(data), "people_add", **asked, time_zone=time_zone, locale=locale)
    typer.echo(json.dumps(made) if as_json else f"{handle} is {made['person']}, at agency {made['agency']}.")
