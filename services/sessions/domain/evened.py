"""What is added to a record is all of one length before it is sealed, so that nobody tells a correction from a signature by it."""

from __future__ import annotations

from typing import Final, TypeVar

from services.sessions.events import Added
from services.sessions.events.group_sessions import GroupAdded

A = TypeVar("A", Added, GroupAdded)
EVEN: Final = 4096
"""Bytes; where there is more in it, the next multiple."""


def evened_out(added: A) -> A:
    """The same, with as many blanks as it lacks."""
    bare = added.model_copy(update={"filler": ""})
    return bare.model_copy(update={"filler": " " * (-len(bare.model_dump_json().encode()) % EVEN)})
