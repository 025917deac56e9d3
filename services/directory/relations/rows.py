"""What the rows say: a placement as it is known, what lasts, and which day it is where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from services.directory.relations.view import day
from shared.aggregate import Refused
from shared.identity import AgencyId, PersonId, PlacementId
from shared.tables import RowLike

SUPERVISING: Final = frozenset({"peer_supervisor", "agency_supervisor"})
"""Roles of those who supervise (D3, D4)."""
DAY: Final = timedelta(days=1)
FOREVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Named:
    """Who put somebody into a place last, and when."""

    by: str
    at: datetime

    def is_choice_of(self, people: Collection[PersonId], since: datetime) -> bool:
        """Whether one of them did, and lately."""
        return self.at >= since and self.by in map(str, people)


@dataclass(frozen=True)
class PlacementNow:
    """A placement as the directory knows it."""

    id: PlacementId
    worker: PersonId
    agency: AgencyId
    employment: str
    employer: AgencyId
    line_manager: PersonId | None
    starts: date
    ends: date | None
    manager_named: Named | None = None

    def is_over(self, today: date) -> bool:
        return self.ends is not None and self.ends < today


@dataclass(frozen=True)
class RoleThen:
    """A role that somebody held on a day, and since when."""

    agency: AgencyId
    role: str
    starts: date


class NotKnownYet(Refused):
    """This service has not heard of that agency yet, so it cannot tell which day it is there. Try again in a moment."""

    retry_after = 1


class HasLeft(Refused):
    """Whoever has left, with no placement and no role now or from a day to come, begins no agreement, session or meeting to come, and no group, and nobody begins one with them: their sign-in is for what is theirs, to read it, answer, state, and take it along (C2)."""


def day_in(zone: str | None, moment: datetime) -> date:
    return moment.astimezone(clock(zone)).date()


def beginning_in(zone: str | None, day: date) -> datetime:
    return datetime.combine(day, time.min, clock(zone))


def ending_in(zone: str | None, day: date) -> datetime:
    """After the calendar's last day there is no other that a clock could show."""
    return beginning_in(zone, day + DAY) if day < date.max else FOREVER


def clock(zone: str | None) -> ZoneInfo:
    if zone is None:
        raise NotKnownYet
    return ZoneInfo(zone)


def lasts(role: RowLike, today: date) -> bool:
    return bool(role["starts"] <= day(today) and (role["ends"] is None or role["ends"] >= day(today)))


def is_past(role: RowLike, today: date) -> bool:
    """Whether it lasts today no more, and on no day to come."""
    return bool(role["ends"] is not None and role["ends"] < day(today))


def placement_of(told: RowLike) -> PlacementNow:
    return PlacementNow(
        id=PlacementId(UUID(told["id"])),
        worker=PersonId(UUID(told["worker"])),
        agency=AgencyId(UUID(told["agency"])),
        employment=told["employment"],
        employer=AgencyId(UUID(told["employer"])),
        line_manager=PersonId(UUID(told["line_manager"])) if told["line_manager"] else None,
        starts=date.fromisoformat(told["starts"]),
        ends=date.fromisoformat(told["ends"]) if told["ends"] else None,
        manager_named=named_of(told),
    )


def named_of(told: RowLike) -> Named | None:
    return Named(told["named_by"], datetime.fromisoformat(told["named_at"])) if told["named_by"] else None
