"""What all commands share: their options, and how a refusal is said."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from services.house.said import CannotOpen, Said
from shared.settings import Settings

Data = Annotated[Path | None, typer.Option("--data", help="Folder of the house.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]
ServiceName = Annotated[str, typer.Argument(help="agreements, directory or sessions.")]


@contextmanager
def told() -> Iterator[None]:
    """Refusals in one sentence on standard error, exit code 1; wrong settings 2."""
    try:
        yield
    except ValidationError as error:
        reasons = "; ".join(_reason(one) for one in error.errors(include_input=False, include_url=False))
        fail(f"The house does not start: {reasons}.", 2)
    except (CannotOpen, Said, PermissionError, FileNotFoundError) as error:
        fail(str(error))


@contextmanager
def for_good() -> Iterator[None]:
    """What is imported stays: looking for garbage in it meanwhile, and each time afterwards, would take a sixth of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _reason(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    reason = error["msg"].removeprefix("Value error, ").rstrip(".")
    return f"ALONGSIDE_{place.upper()}: {reason}" if place else reason


def fail(words: str, code: int = 1) -> None:
    typer.echo(words, err=True)
    raise typer.Exit(code)


def settings_of(data: Path | None, **more: Any) -> Settings:
    given = {"data": data, **more}
    return Settings(**{name: value for name, value in given.items() if value is not None})
