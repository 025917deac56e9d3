"""Which agencies there are, on which side, and by which clock a day is theirs (D6)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from services.directory.relations.asking import Asking
from services.directory.relations.rows import Named, beginning_in, clock, day_in, ending_in, named_of
from shared.identity import AgencyId, PersonId
from shared.tables import RowLike


class Agencies(Asking):
    """Questions about agencies."""

    def knows_agency(self, agency: AgencyId) -> bool:
        return self._agency(agency) is not None

    def side_of(self, agency: AgencyId) -> str | None:
        """Whether an agency is a host or peer-run (D6); None where it is not known."""
        row = self._agency(agency)
        return str(row["side"]) if row else None

    def agencies(self) -> list[AgencyId]:
        """All agencies that are known."""
        with self._asking() as (rows, t):
            found = rows.all(f"SELECT id FROM {t('agencies')} ORDER BY id")
        return [AgencyId(UUID(row["id"])) for row in found]

    def today_at(self, agency: AgencyId) -> date:
        """The date at an agency, by its own clock."""
        return self.day_at(agency, self._now())

    def day_at(self, agency: AgencyId, moment: datetime) -> date:
        """Which day a moment was at an agency, by its own clock."""
        return day_in(self._zone_of(agency), moment)

    def day_begins(self, agency: AgencyId, day: date) -> datetime:
        """The first moment of a day at an agency, by its own clock."""
        return beginning_in(self._zone_of(agency), day)

    def day_ends(self, agency: AgencyId, day: date) -> datetime:
        """The first moment after a day at an agency, by its own clock."""
        return ending_in(self._zone_of(agency), day)

    def clock_of(self, agency: AgencyId) -> ZoneInfo:
        """The clock that hangs on an agency's wall."""
        return clock(self._zone_of(agency))

    def concern_contacts(self, agency: AgencyId) -> tuple[PersonId | None, PersonId | None]:
        """Whom an agency named for concerns where no line manager can be, and who stands in for them (C2)."""
        row = self._agency(agency)
        person, alternate = (
            PersonId(UUID(row[one])) if row and row[one] else None for one in ("person", "alternate")
        )
        return person, alternate

    def contacts_named(self, agency: AgencyId) -> Named | None:
        """Who named those last, and when."""
        row = self._agency(agency)
        return named_of(row) if row else None

    def _zone_of(self, agency: AgencyId) -> str | None:
        row = self._agency(agency)
        return str(row["time_zone"]) if row else None

    def _agency(self, agency: AgencyId) -> RowLike | None:
        with self._asking() as (rows, t):
            return rows.one(f"SELECT * FROM {t('agencies')} WHERE id = ?", str(agency))
