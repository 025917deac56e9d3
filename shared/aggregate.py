"""How a rule meets its history: public methods decide and `record`, `apply` alone changes state."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Generic, Self, TypeVar
from uuid import UUID

from shared.facts import Fact
from shared.identity import AgencyId

F = TypeVar("F", bound=Fact)


class Refused(Exception):
    """A rule says no (409). Subclasses say which rule, in words fit for the person asking: their docstring."""

    retry_after: ClassVar[int | None] = None
    """After how many seconds it may be otherwise by itself; None where that takes people."""


class Unfit(Refused):
    """What was sent does not meet a rule that names its fields (422)."""

    def __init__(self, *fields: str) -> None:
        super().__init__(*fields)
        self.fields = fields


class ClocksDisagree(Refused):
    """The clocks of this house say different times, so nobody can tell whether a time has passed. It waits until they agree."""

    retry_after: ClassVar[int | None] = 60


class Aggregate(ABC, Generic[F]):
    """One record with a life of its own, made from its history."""

    stream_type: ClassVar[str]
    begins_with: ClassVar[frozenset[str]]
    """The stored names that a history of this kind can begin with: an id of another kind is not found."""
    read_again: ClassVar[bool] = True
    """Whether it is worth having at hand: what is written once and never decided upon is not."""
    anonymous: ClassVar[bool] = False
    """Whether its facts are recorded as by a `respondent`, with nothing that joins them to a request or to one another."""
    agency: AgencyId | None = None
    """The agency whose affair this is; it stands in the envelope of every fact."""

    def __init__(self, id: UUID, history: Iterable[F] = ()) -> None:
        self.id = id
        self.version = 0
        self.new: list[F] = []
        for fact in history:
            self.apply(fact)
            self.version += 1

    @classmethod
    def begin(cls, id: UUID, first: F) -> Self:
        thing = cls(id)
        thing.record(first)
        return thing

    def record(self, fact: F) -> None:
        self.apply(fact)
        self.new.append(fact)

    @abstractmethod
    def apply(self, fact: F) -> None: ...
