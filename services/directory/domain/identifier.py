"""What is one person's at a time: a handle, an e-mail address, an employee number, a sign-in.

Each is a stream of its own, appended with the facts of the person it belongs to: the log itself lets one of two be first.
"""

from __future__ import annotations

from typing import ClassVar, Final, assert_never
from uuid import UUID, uuid5

from services.directory.events import (
    IDENTIFIER,
    IdentifierClaimed,
    IdentifierFact,
    IdentifierKind,
    IdentifierReleased,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId

NAMESPACE: Final = UUID("5f0d1f7e-9a43-4a53-9c0e-3a1b6f6d2c11")


class Identifier(Aggregate[IdentifierFact]):
    stream_type: ClassVar[str] = IDENTIFIER
    begins_with: ClassVar[frozenset[str]] = frozenset({IdentifierClaimed.kind})

    holder: PersonId | None = None

    @staticmethod
    def id_of(kind: IdentifierKind, keyed: str) -> UUID:
        """From its keyed form, so that the id tells nothing."""
        return uuid5(NAMESPACE, f"{kind}:{keyed}")

    def is_free_for(self, person: PersonId) -> bool:
        return self.holder in (None, person)

    def claim(self, kind: IdentifierKind, person: PersonId) -> None:
        if self.holder is None:
            self.record(IdentifierClaimed(of=kind, person=person))

    def release(self, person: PersonId) -> None:
        if self.holder == person:
            self.record(IdentifierReleased(person=person))

    def apply(self, fact: IdentifierFact) -> None:
        match fact:
            case IdentifierClaimed():
                self.holder = fact.person
            case IdentifierReleased():
                self.holder = None
            case _:
                assert_never(fact)
