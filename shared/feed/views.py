"""Views: rows made of facts, in a place of their own, thrown away and made anew at will.

A view takes a fact in, its rows and what says that it came (a position in the log, an inbox entry) in one transaction.
Its tables carry its version and a generation: a new one fills from the beginning while the old one serves, then the
old one is dropped. Nothing is ever altered.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from propcache.api import cached_property

from shared.facts import Fact, Recorded
from shared.tables import RowLike, Rows

TableName = Callable[[str], str]


class View(ABC):
    """One question's rows. `topics` are other services' topics it follows; none means its own service's log."""

    name: ClassVar[str]
    version: ClassVar[int]
    topics: tuple[str, ...] = ()
    restricted: ClassVar[bool] = False
    """Whether the log it follows is its service's restricted one; its rows then hold ids, states and dates only."""
    hears: ClassVar[frozenset[type[Fact]]]
    """The facts that change its rows; others are not even read."""

    @abstractmethod
    def tables(self, t: TableName) -> Iterable[str]:
        """The statements that make its tables; `t` gives a table's full name."""

    @abstractmethod
    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        """Take one fact in. Reads no clock, draws no lots: the same facts give the same rows."""

    def beat(self, rows: Rows, heartbeat: bytes, t: TableName) -> None:  # noqa: B027
        """A sign of life of the service followed; most views don't care."""


@dataclass(frozen=True)
class Generation:
    """One set of a view's tables."""

    name: str
    version: int
    number: int
    position: int
    serving: bool

    @classmethod
    def of(cls, row: RowLike) -> Generation:
        return cls(row["name"], row["version"], row["number"], row["position"], row["serving"] == 1)

    @cached_property
    def table(self) -> TableName:
        """The full name of one of its tables; asked for with every statement."""
        prefix = f"{self.name}_v{self.version}_g{self.number}_"
        return lambda of: prefix + of

    @property
    def key(self) -> tuple[str, int, int]:
        return self.name, self.version, self.number

    @property
    def group(self) -> str:
        """The consumer group that fills it."""
        return f"{self.name}.v{self.version}.g{self.number}"


Followed = tuple[View, Generation]
"""A view, and which of its generations takes facts in."""
