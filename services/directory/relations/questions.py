"""The questions other services ask of their own copy."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from services.directory.relations.asking import NewsParked, refuse_parked, waits
from services.directory.relations.erased import Erased
from services.directory.relations.managing import Managing
from services.directory.relations.placements import Placements
from services.directory.relations.policies import Policies
from services.directory.relations.registers import Registers
from services.directory.relations.rows import (
    HasLeft,
    PlacementNow,
    RoleThen,
    day_in,
    is_past,
    lasts,
)
from services.directory.relations.trainings import Trainings
from shared.feed import generations, pulse
from shared.identity import AgencyId, PersonId
from shared.tables import Away, RowLike

STALE: Final = timedelta(seconds=60)


class Relations(Placements, Erased, Managing, Policies, Registers, Trainings):
    """Questions to a service's own copy."""

    def person_of(self, link: str) -> PersonId | None:
        with self._asking() as (rows, t):
            row = rows.one(f"SELECT person, {waits(t, 'person')} FROM {t('links')} WHERE link = ?", link)
        if row and row["waits"]:
            raise NewsParked
        return PersonId(UUID(row["person"])) if row else None

    def position(self) -> int:
        """How far of the directory's log this copy knows."""
        with self._asking() as (rows, t):
            if not self._view.topics:
                own = generations.serving(rows, self._view)
                return own.position if own else 0
            return pulse.position(rows, t)

    def heard_at(self) -> datetime | None:
        """When the directory was last heard of; None where it never was."""
        if not self._view.topics:
            return self._now()
        with self._asking() as (rows, t):
            return pulse.heard_at(rows, t)

    def known_up_to(self) -> datetime | None:
        """Up to when all that the directory recorded is known here; None where nothing vouches for any time."""
        if not self._view.topics:
            return self._now()
        with self._asking() as (rows, t):
            return pulse.known_up_to(rows, t)

    def require_fresh(self) -> None:
        """Raises Away when nothing was heard of the directory for a minute."""
        at = self.heard_at()
        if at is None or self._now() - at > STALE:
            raise Away("the directory (what this service knows of it is more than a minute old)", 15)

    def knows(self, person: PersonId) -> bool:
        with self._asking() as (rows, t):
            return rows.one(f"SELECT 1 AS one FROM {t('people')} WHERE id = ?", str(person)) is not None

    def home_of(self, person: PersonId) -> AgencyId | None:
        with self._asking() as (rows, t):
            row = rows.one(f"SELECT agency FROM {t('people')} WHERE id = ?", str(person))
        return AgencyId(UUID(row["agency"])) if row else None

    def told_by_name(self, person: PersonId) -> bool:
        """Whether somebody's own export names who opened what, by the policy set of their home agency; else it tells functions."""
        home = self.home_of(person)
        return home is not None and self.concern_rules_at(home, self.today_at(home)).names_in_exports

    def roles_of(self, person: PersonId) -> frozenset[tuple[AgencyId, str]]:
        """Roles held today, each at its agency and by that agency's clock."""
        held = self._held("r.person = ?", str(person))
        return frozenset((AgencyId(UUID(row["agency"])), row["role"]) for row in held)

    def _held(self, where: str, *params: str) -> list[RowLike]:
        return [row for row in self._roles(where, *params) if lasts(row, day_in(row["zone"], self._now()))]

    def _roles(self, where: str, *params: str) -> list[RowLike]:
        with self._asking() as (rows, t):
            found = rows.all(
                "SELECT r.person AS person, r.agency AS agency, r.role AS role, r.starts AS starts, r.ends AS ends, "
                f"a.time_zone AS zone FROM {t('roles')} r LEFT JOIN {t('agencies')} a ON a.id = r.agency WHERE {where}",
                *params,
            )
            refuse_parked(rows, t, *(row["person"] for row in found))
        return found

    def has_left(
        self, person: PersonId, roles: AbstractSet[str], agencies: AbstractSet[AgencyId | None]
    ) -> bool:
        """Whether somebody held one of these roles at one of these agencies, and holds none of them there today."""
        with self._asking() as (rows, t):
            found = rows.all(f"SELECT agency, role FROM {t('roles')} WHERE person = ?", str(person))
        ever = {(AgencyId(UUID(row["agency"])), row["role"]) for row in found if row["role"] in roles}
        there = {one for one in ever if one[0] in agencies}
        return bool(there) and not there & self.roles_of(person)

    def is_gone(self, person: PersonId, agency: AgencyId) -> bool:
        """Whether somebody held a role or had a placement at an agency, and has neither there today."""
        return agency in self._worked_at(person) - self.works_at(person)

    def require_not_left(self, *people: PersonId) -> None:
        """Raises HasLeft where one of them has neither anywhere, today or from a day to come, though they had; not for whoever never did."""
        if any(map(self._left_everywhere, people)):
            raise HasLeft

    def _left_everywhere(self, person: PersonId) -> bool:
        if self.works_at(person) or not self._worked_at(person):
            return False
        roles = self._roles("r.person = ?", str(person))
        return all(is_past(row, day_in(row["zone"], self._now())) for row in roles)

    def _worked_at(self, person: PersonId) -> set[AgencyId]:
        with self._asking() as (rows, t):
            held = rows.all(f"SELECT agency FROM {t('roles')} WHERE person = ?", str(person))
        placed = {one.agency for one in self.placements_of(person)}
        return placed.union(AgencyId(UUID(row["agency"])) for row in held)

    def roles_at(self, person: PersonId, agency: AgencyId) -> frozenset[str]:
        return frozenset(role for where, role in self.roles_of(person) if where == agency)

    def roles_on(self, person: PersonId, day: date) -> list[RoleThen]:
        """Roles held on a day, wherever it was that day."""
        with self._asking() as (rows, t):
            refuse_parked(rows, t, str(person))
            found = rows.all(f"SELECT * FROM {t('roles')} WHERE person = ? ORDER BY starts, id", str(person))
        return [
            RoleThen(AgencyId(UUID(row["agency"])), row["role"], date.fromisoformat(row["starts"]))
            for row in found
            if lasts(row, day)
        ]

    def agencies_of(self, person: PersonId) -> frozenset[AgencyId]:
        """Where somebody belongs: home, roles held today, placements that last."""
        home = self.home_of(person)
        return self.works_at(person) | ({home} if home else set())

    def works_at(self, person: PersonId) -> frozenset[AgencyId]:
        """Where somebody holds a role today, or has a placement that lasts."""
        held = {agency for agency, _ in self.roles_of(person)}
        placed = {one.agency for one in self.lasting_placements_of(person)}
        return frozenset(held | placed)

    def officers_of(self, agency: AgencyId) -> int:
        """How many privacy officers an agency has today."""
        return len(self.holding("privacy_officer", agency))

    def holding(self, role: str, agency: AgencyId) -> frozenset[PersonId]:
        """Who holds a role at an agency today."""
        held = self._held("r.agency = ? AND r.role = ?", str(agency), role)
        return frozenset(PersonId(UUID(row["person"])) for row in held)

    def hears_concerns(self, placement: PlacementNow, *, but: Iterable[PersonId]) -> PersonId | None:
        """The line manager, else the agency's person, else who stands in for them; never one of the two parties (C2)."""
        row = self._agency(placement.agency)
        named = [row["person"], row["alternate"]] if row else []
        asked = [placement.line_manager, *(PersonId(UUID(one)) for one in named if one)]
        return next((one for one in asked if one is not None and one not in set(but)), None)
