"""An entry of a diary: written, written anew, deleted for good; all of it its owner's alone (S7)."""

from __future__ import annotations

from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.sessions.catalogues import PROMPT_CODES
from services.sessions.domain.diary_refusals import DeletedForGood, UnknownPrompts
from services.sessions.events.diary import (
    ENTRY,
    DiaryEntry,
    DiaryEntryDeleted,
    DiaryEntryRevised,
    DiaryEntryWritten,
    EntryFact,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId


class Entry(Aggregate[EntryFact]):
    """Under one key, which goes with it."""

    stream_type: ClassVar[str] = ENTRY
    begins_with: ClassVar[frozenset[str]] = frozenset({DiaryEntryWritten.kind})

    owner: PersonId
    deleted: bool = False

    @classmethod
    def write(cls, id: UUID, owner: PersonId, entry: DiaryEntry) -> Self:
        return cls.begin(id, DiaryEntryWritten(owner=owner, entry=_fit(entry)))

    def revise(self, entry: DiaryEntry) -> None:
        self._still_there()
        self.record(DiaryEntryRevised(entry=_fit(entry)))

    def delete(self) -> None:
        self._still_there()
        self.record(DiaryEntryDeleted())

    def _still_there(self) -> None:
        if self.deleted:
            raise DeletedForGood

    def apply(self, fact: EntryFact) -> None:
        match fact:
            case DiaryEntryWritten():
                self.owner = fact.owner
            case DiaryEntryRevised():
                pass
            case DiaryEntryDeleted():
                self.deleted = True
            case _:
                assert_never(fact)


def _fit(entry: DiaryEntry) -> DiaryEntry:
    if not PROMPT_CODES.issuperset(entry.prompts):
        raise UnknownPrompts("prompts")
    return entry
