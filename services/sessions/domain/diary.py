"""A diary: which entries lie in it, and which pieces in the portfolio that goes with it; what they say lies apart (S7)."""

from __future__ import annotations

from typing import ClassVar, Final, assert_never
from uuid import UUID, uuid5

from services.sessions.events.diary import (
    DIARY,
    DiaryEntryListed,
    DiaryEntryStruck,
    DiaryFact,
    PortfolioPieceListed,
    PortfolioPieceStruck,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId

NAMESPACE: Final = UUID("8f7f3a0e-5d0c-4a53-9a5e-3f3f2a7be0c1")


class Diary(Aggregate[DiaryFact]):
    """What one person keeps, in the order in which it came; it is of no agency."""

    stream_type: ClassVar[str] = DIARY
    begins_with: ClassVar[frozenset[str]] = frozenset({DiaryEntryListed.kind})

    entries: tuple[UUID, ...] = ()
    pieces: tuple[UUID, ...] = ()

    @staticmethod
    def id_of(owner: PersonId) -> UUID:
        """Everybody has one diary."""
        return uuid5(NAMESPACE, str(owner))

    def list_entry(self, owner: PersonId, entry: UUID) -> None:
        self.record(DiaryEntryListed(owner=owner, entry=entry))

    def strike_entry(self, entry: UUID) -> None:
        self.record(DiaryEntryStruck(entry=entry))

    def list_piece(self, piece: UUID) -> None:
        self.record(PortfolioPieceListed(piece=piece))

    def strike_piece(self, piece: UUID) -> None:
        self.record(PortfolioPieceStruck(piece=piece))

    def apply(self, fact: DiaryFact) -> None:
        match fact:
            case DiaryEntryListed():
                self.entries += (fact.entry,)
            case DiaryEntryStruck():
                self.entries = tuple(one for one in self.entries if one != fact.entry)
            case PortfolioPieceListed():
                self.pieces += (fact.piece,)
            case PortfolioPieceStruck():
                self.pieces = tuple(one for one in self.pieces if one != fact.piece)
            case _:
                assert_never(fact)
