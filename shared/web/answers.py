"""Answers to commands that say less than others: a version and a place in the log tell that something was recorded."""

from __future__ import annotations

from typing import Any

from fastapi import Response


class Silent(Response):
    """Neither a version nor a place: whoever gets it may not know what was recorded, or nothing is kept under an address."""


class Unplaced(Response):
    """A version and no place, of what lies in no log."""


def carries(status: int, **headers: str) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses`: what headers of its own an answer may carry, and what each says."""
    told = {name: {"description": text, "schema": {"type": "string"}} for name, text in headers.items()}
    return {status: {"headers": told}}
