"""How a service's own copy is asked: over one connection while that matters."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.tables import Away, RowLike, Rows


class Asking:
    """The copy, and the clock by which it is asked."""

    def __init__(self, shelf: Shelf, view: View, now: Callable[[], datetime]) -> None:
        self._shelf, self._view, self._now = shelf, view, now
        self._this_thread = threading.local()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What this thread asks meanwhile is asked over one connection, and once; on SQLite it is answered from one moment."""
        with self._asking() as (rows, t):
            asking = (rows if isinstance(rows, _OfOneMoment) else _OfOneMoment(rows), t)
            outer, self._this_thread.asking = getattr(self._this_thread, "asking", None), asking
            try:
                yield
            finally:
                self._this_thread.asking = outer

    @contextmanager
    def beside(self, view: type[View]) -> Iterator[tuple[Rows, TableName]]:
        """The rows of another view of the same service, in the same transaction."""
        with self._asking() as (rows, _):
            yield rows, self._shelf.beside(rows, view)

    @contextmanager
    def _asking(self) -> Iterator[tuple[Rows, TableName]]:
        if asking := getattr(self._this_thread, "asking", None):
            yield asking
        else:
            with self._shelf.query(self._view) as anew:
                yield anew


class _OfOneMoment(Rows):
    """The same question has the same answer: each statement that is not sent lets nobody else go first."""

    def __init__(self, rows: Rows) -> None:
        vars(self).update(vars(rows))
        self._told: dict[tuple[str, tuple[Any, ...]], list[RowLike]] = {}

    def all(self, sql: str, *params: Any) -> list[RowLike]:
        if (sql, params) not in self._told:
            self._told[sql, params] = super().all(sql, *params)
        return self._told[sql, params]


class NewsParked(Away):
    """Of one of those asked about; it says nothing of anybody else."""

    def __init__(self) -> None:
        super().__init__("the directory (news of what is asked about waits to be released)", 60)


def waits(t: TableName, stream: str) -> str:
    """A column that says of each row whether news of its stream waits unread."""
    return f"EXISTS (SELECT 1 FROM {t('parked')} WHERE stream = {stream}) AS waits"


def refuse_parked(rows: Rows, t: TableName, *streams: str) -> None:
    """What waits unread about somebody may take a right away: until it is taken in, nothing is known of them."""
    for stream in dict.fromkeys(streams):
        if rows.one(f"SELECT 1 AS one FROM {t('parked')} WHERE stream = ?", stream):
            raise NewsParked
