"""Rounds over many records: one that cannot be dealt with does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from uuid import UUID

import structlog

from shared.aggregate import Refused
from shared.tables import Away

log = structlog.get_logger("alongside.feed")
REMEMBERED = 1000


@contextmanager
def passing_over(stream: UUID | None) -> Iterator[None]:
    """Whatever befalls one record is noted, and counts as nothing done, so that a round finds rest; it is tried again then.

    `stream` is None for a record of which no log of the process may tell that it is there. A part of the house that is away ends the round. A rule that says no, or not yet, is nothing to note.
    """
    try:
        yield
    except Away:
        raise
    except Refused:
        pass
    except Exception as error:  # noqa: BLE001  a history that cannot be read must not silence the others
        _note(stream, type(error).__name__)


@lru_cache(maxsize=REMEMBERED)
def _note(stream: UUID | None, trouble: str) -> None:
    """Once, and not every round. Only the class: the text of an exception may hold what it choked on."""
    which = {"stream": str(stream)} if stream else {}
    log.warning("record passed over", trouble=trouble, **which)
