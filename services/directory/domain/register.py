"""A register of an agency, through its editions: what a concern can name stays readable as it was (C1)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final
from uuid import UUID, uuid5

from services.directory.domain.refusals import UnfitRegister
from services.directory.events import REGISTER, RegisterFact, RegisterKept, RegisterName, Section
from shared.aggregate import Aggregate
from shared.identity import AgencyId

NAMESPACE: Final = UUID("3b0e0d52-6a0c-4f0e-9d3b-5a2c1f7e8b44")


class Register(Aggregate[RegisterFact]):
    stream_type: ClassVar[str] = REGISTER
    begins_with: ClassVar[frozenset[str]] = frozenset({RegisterKept.kind})

    editions: tuple[RegisterKept, ...] = ()

    @staticmethod
    def id_of(agency: AgencyId, name: RegisterName) -> UUID:
        """An agency has one register of each name."""
        return uuid5(NAMESPACE, f"{agency}:{name}")

    def keep(
        self,
        agency: AgencyId,
        name: RegisterName,
        *,
        title: str,
        holds_from: date,
        sections: tuple[Section, ...],
        kept_at: str,
    ) -> int:
        """A further edition, whole; answers with its number."""
        refs = [one.ref for one in sections]
        if not refs or len(set(refs)) < len(refs):
            raise UnfitRegister("sections")
        number = len(self.editions) + 1
        self.record(
            RegisterKept(
                agency=agency,
                name=name,
                edition=number,
                title=title,
                holds_from=holds_from,
                sections=sections,
                kept_at=kept_at,
            )
        )
        return number

    def edition_on(self, day: date) -> RegisterKept | None:
        """The latest of those that hold by then: what was said later counts, from its day on."""
        return next((one for one in reversed(self.editions) if one.holds_from <= day), None)

    def apply(self, fact: RegisterFact) -> None:
        self.agency = fact.agency
        self.editions += (fact,)
