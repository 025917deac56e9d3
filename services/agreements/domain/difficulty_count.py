"""How many difficulties were raised at an agency in a year, told only where that can point at nobody (C5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, Self
from uuid import UUID, uuid5

from services.agreements.events.difficulties import DIFFICULTY_COUNT, DifficultiesCounted
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId

SMALLEST_GROUP: Final = 11
"""In a smaller group somebody could be recognised; CMS, in the United States, publishes no smaller cell either (C5)."""
NAMESPACE: Final = UUID("0c1f5b52-6c8e-4f0d-9d55-7f2f6a1f0b3e")


class DifficultyCount(Aggregate[DifficultiesCounted]):
    """One agency's closed year. Every agency has one for every year, so that its being there tells nothing."""

    stream_type: ClassVar[str] = DIFFICULTY_COUNT
    begins_with: ClassVar[frozenset[str]] = frozenset({DifficultiesCounted.kind})

    year: int
    raised: int | None = None

    @staticmethod
    def id_of(agency: AgencyId, year: int) -> UUID:
        """The log itself lets a year be counted once."""
        return uuid5(NAMESPACE, f"{agency} {year}")

    @classmethod
    def of_year(cls, agency: AgencyId, year: int, raised_by: Sequence[PersonId]) -> Self:
        """`raised_by` names the worker of each. None, one and ten workers are told alike: not at all."""
        told = len(raised_by) if len(set(raised_by)) >= SMALLEST_GROUP else None
        counted = DifficultiesCounted(agency=agency, year=year, fewer_than=SMALLEST_GROUP, raised=told)
        return cls.begin(cls.id_of(agency, year), counted)

    def apply(self, fact: DifficultiesCounted) -> None:
        self.agency, self.year, self.raised = fact.agency, fact.year, fact.raised
