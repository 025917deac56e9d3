"""A piece of a portfolio: copied from an entry of one's diary, and one's own from then on, as the entry is (S7)."""

from __future__ import annotations

from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.sessions.catalogues import COMPETENCY_CODES, PROMPT_CODES
from services.sessions.domain.diary_refusals import DeletedForGood, UnknownCompetencies, UnknownPrompts
from services.sessions.events.diary import (
    PIECE,
    PieceFact,
    PortfolioPiece,
    PortfolioPieceCopied,
    PortfolioPieceDeleted,
    PortfolioPieceRevised,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId


class Piece(Aggregate[PieceFact]):
    """Under a key of its own: it stays when its entry is deleted, and goes when it is deleted itself."""

    stream_type: ClassVar[str] = PIECE
    begins_with: ClassVar[frozenset[str]] = frozenset({PortfolioPieceCopied.kind})

    owner: PersonId
    entry: UUID
    deleted: bool = False

    @classmethod
    def copy(cls, id: UUID, owner: PersonId, entry: UUID, piece: PortfolioPiece) -> Self:
        return cls.begin(id, PortfolioPieceCopied(owner=owner, entry=entry, piece=_fit(piece)))

    def revise(self, piece: PortfolioPiece) -> None:
        self._still_there()
        self.record(PortfolioPieceRevised(piece=_fit(piece)))

    def delete(self) -> None:
        self._still_there()
        self.record(PortfolioPieceDeleted())

    def _still_there(self) -> None:
        if self.deleted:
            raise DeletedForGood

    def apply(self, fact: PieceFact) -> None:
        match fact:
            case PortfolioPieceCopied():
                self.owner, self.entry = fact.owner, fact.entry
            case PortfolioPieceRevised():
                pass
            case PortfolioPieceDeleted():
                self.deleted = True
            case _:
                assert_never(fact)


def _fit(piece: PortfolioPiece) -> PortfolioPiece:
    if not PROMPT_CODES.issuperset(piece.prompts):
        raise UnknownPrompts("prompts")
    if not COMPETENCY_CODES.issuperset(piece.competencies):
        raise UnknownCompetencies("competencies")
    return piece
