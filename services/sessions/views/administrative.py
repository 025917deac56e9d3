"""Who sees what was written in administrative supervision once the worker was shown it: one condition for every such list (S13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from services.directory.relations import Relations
from services.sessions.domain.agreed import ADMINISTRATIVE
from shared.feed.views import TableName
from shared.identity import AgencyId, PersonId

KINDS: Final = ", ".join(f"'{kind}'" for kind in ADMINISTRATIVE)


@dataclass(frozen=True)
class AdministrativeReader:
    """Whose list: their own, and what they may see of others' by supervising, managing or HR."""

    person: PersonId
    hr_at: tuple[AgencyId, ...]
    manages: bool

    @classmethod
    def of(cls, person: PersonId, relations: Relations) -> AdministrativeReader:
        hr_at = sorted({agency for agency, role in relations.roles_of(person) if role == "hr"})
        return cls(person, tuple(hr_at), relations.manages(person))

    @property
    def asks_the_directory(self) -> bool:
        return bool(self.hr_at or self.manages)

    def among_others(self, known: TableName, directory: TableName) -> tuple[str, tuple[str, ...]]:
        """A condition on a row `w` of worker, agency and placement, and what it asks for: what they see once it was shown."""
        shown = [supervises(known), *("w.agency = ?" for _ in self.hr_at)]
        if self.manages:
            shown.append(f"w.placement IN (SELECT id FROM {directory('placements')} WHERE line_manager = ?)")
        asked = (str(self.person), *map(str, self.hr_at), *([str(self.person)] if self.manages else []))
        return " OR ".join(shown), asked


def supervises(known: TableName) -> str:
    """A condition on a row `w`: that a person supervises its worker administratively at its agency today."""
    return (
        f"EXISTS (SELECT 1 FROM {known('rows')} a WHERE a.supervisor = ? AND a.worker = w.worker "
        f"AND a.agency = w.agency AND a.status = 'in-force' AND a.kind IN ({KINDS}))"
    )
