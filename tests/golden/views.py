"""The tables that each version of a view was given: a house that has them keeps them until a later version is full."""

import json
from pathlib import Path
from typing import Final

from services.house.manifest import SERVICES

KEPT: Final = Path(__file__).parent / "views.json"
"""By service, view and version, the statements that make its tables."""


def today() -> dict[str, list[str]]:
    """A name of a table stands for itself, without version and generation."""
    return {
        f"{service.name}.{view.name} {view.version}": list(view.tables(str))
        for service in SERVICES.values()
        for view in (service.relations, *service.views)
    }


def kept() -> dict[str, list[str]]:
    told: dict[str, list[str]] = json.loads(KEPT.read_text("utf-8"))
    return told


def add() -> list[str]:
    """Keep versions that are new. Nothing that stands there is touched."""
    held = kept() if KEPT.exists() else {}
    added = sorted(today().keys() - held.keys())
    KEPT.write_text(json.dumps(today() | held, indent=1, sort_keys=True) + "\n", "utf-8")
    return added
