"""What is added to a record goes out in even lengths, at least as long as the record ever was, before it is sealed.

So by its length most is like a correction. What still shows is that somebody wrote more than fits: many words, or a record
made longer than it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeVar

from services.sessions.events import Added
from services.sessions.events.group_sessions import GroupAdded

A = TypeVar("A", Added, GroupAdded)
EVEN: Final = 4096
"""Bytes; where there is more in it, the next multiple."""


def evened_out(added: A, like: Iterable[A] = ()) -> A:
    """The same, with as many blanks as it lacks; no shorter than any that it shall be `like`."""
    size = _size(added)
    least = max([size, *map(_size, like)])
    return added.model_copy(update={"filler": " " * (least + -least % EVEN - size)})


def _size(added: Added | GroupAdded) -> int:
    """Without any blanks."""
    return len(added.model_copy(update={"filler": ""}).model_dump_json().encode())
