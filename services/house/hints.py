"""What to try next, the same in the terminal and on the front page."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from shared.settings import Settings


@dataclass(frozen=True)
class Hint:
    """A sentence and what to type, or the address to open."""

    sentence: str
    command: str = ""
    link: str = ""


def hints(settings: Settings, address: str, *, demo: bool) -> list[Hint]:
    """Three things, typed as this machine takes them."""
    run, option = _program(), _option(settings)
    docs = Hint("Try every route in the browser: press Authorize and paste a token.", link=f"{address}/docs")
    people = Hint("See who is here:", f"{run} people{option}")
    if settings.development_issuer and demo:
        token = f'curl -H "Authorization: Bearer $({run} token --as maya{option})" {address}/agreements'
        return [people, Hint("Be Maya, a worker, and list your agreements:", token), docs]
    subject = "" if settings.development_issuer else " --subject 'sub of your account'"
    add = f"{run} people add --handle first --name 'Your Name' --agency 'Your Agency'{subject}{option}"
    return [Hint("Make an agency and its first privacy officer:", add), people, docs]


def _program() -> str:
    """How the command line is reached from where it was started."""
    here = Path(sys.argv[0])
    if shutil.which("alongside") or here.name != "alongside":
        return "alongside"
    return os.path.relpath(here)


def _option(settings: Settings) -> str:
    return "" if settings.data == Settings.model_fields["data"].default else f" --data {settings.data}"
