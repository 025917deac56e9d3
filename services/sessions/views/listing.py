"""Whose lists hold which sessions: those one was or will be in, those one oversees, those of an agreement one supervises under."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from services.directory.relations import Relations, RelationsView
from services.sessions.views.sessions import SessionsView
from shared.facts import utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName
from shared.identity import AgencyId, PersonId
from shared.tables import RowLike, Rows

FILTERS: Final = ("worker", "supervisor", "agreement", "status")
MANY: Final = 500
NEVER: Final = "9999"
"""Later than any time, as times are written."""


@dataclass(frozen=True)
class Spell:
    """From when to when somebody covers under an agreement, by its days; and when it was ended, or the agreement was."""

    agreement: UUID
    since: datetime
    until: datetime
    over_at: datetime | None = None


@dataclass(frozen=True)
class Reader:
    """Whose lists: their own sessions, those of placements they manage and of agencies they oversee, those of agreements they cover."""

    person: PersonId
    oversees: tuple[AgencyId, ...] = ()
    manages: bool = False
    supervises_under: tuple[UUID, ...] = ()
    """Agreements under which they supervise today, besides what they were in themselves."""
    covers: tuple[Spell, ...] = ()
    """When they cover: of the sessions of those agreements that they hold, they see what was held, and else those of then."""
    will_cover: tuple[Spell, ...] = ()
    """Of these, those of agreements not over: they see what is still scheduled then."""
    supervises_at: tuple[AgencyId, ...] = ()
    """Agencies whose agency supervisor they are: what is not held yet they see there as the third, and nowhere else (S12)."""

    @property
    def asks_the_directory(self) -> bool:
        """Whether more than the sessions themselves says what they may see."""
        return bool(self.oversees or self.manages or self.supervises_under or self.will_cover)


@dataclass(frozen=True)
class Wanted:
    """Which of them: equal to each filter, between two times, after a place in the list."""

    filters: Mapping[str, str]
    since: datetime | None = None
    until: datetime | None = None
    after: tuple[str, str] = ("", "")

    def condition(self) -> tuple[str, tuple[str, ...]]:
        equal = [(name, self.filters[name]) for name in FILTERS if name in self.filters]
        told = [f"{name} = '{value}'" if name == "status" else f"{name} = ?" for name, value in equal]
        values = [value for name, value in equal if name != "status"]  # a partial index wants to see it
        for bound, at in (("starts >= ?", self.since), ("starts < ?", self.until)):
            if at is not None:
                told.append(bound)
                values.append(utc_text(at))
        told.append("(starts, id) > (?, ?)")
        return " AND ".join(told), (*values, *self.after)


def reader_of(
    relations: Relations,
    person: PersonId,
    overseeing: Collection[str],
    under: Sequence[UUID],
    covers: Sequence[Spell] = (),
    will_cover: Sequence[Spell] = (),
) -> Reader:
    """What a person may list."""
    roles = relations.roles_of(person)
    return Reader(
        person,
        oversees=tuple(sorted({agency for agency, role in roles if role in overseeing})),
        manages=relations.manages(person),
        supervises_under=tuple(under),
        covers=tuple(covers),
        will_cover=tuple(will_cover),
        supervises_at=tuple(sorted(agency for agency, role in roles if role == "agency_supervisor")),
    )


def listed_sessions(
    shelf: Shelf, relations: RelationsView, reader: Reader, wanted: Wanted, limit: int
) -> list[dict[str, Any]]:
    """A page of what a reader may see, in the order of time, one row more than asked for.

    Each way of seeing is asked for by itself, so that each has an index to read along: together they would be sorted first.
    """
    where, values = wanted.condition()
    with shelf.query(SessionsView) as (rows, t):
        found: dict[str, dict[str, Any]] = {}
        for way, which in _ways(rows, shelf.beside(rows, relations), reader):
            page = rows.all(
                f"SELECT * FROM {t('rows')} WHERE {way} AND {where} ORDER BY starts, id LIMIT ?",
                *(*which, *values, limit + 1),
            )
            found |= {row["id"]: dict(row) for row in page}
        made = sorted(found.values(), key=lambda row: (row["starts"], row["id"]))[: limit + 1]
        signed = _signed(rows, t, [row["id"] for row in made])
    return [row | {"attendance": signed.get(row["id"], [])} for row in made]


def _ways(rows: Rows, r: TableName, reader: Reader) -> Iterator[tuple[str, tuple[str, ...]]]:
    person = str(reader.person)
    yield "worker = ?", (person,)
    still, spells = _while_they_cover(reader.covers)
    yield f"supervisor = ? AND {still}", (person, *spells)
    there = "".join(" OR agency = ?" for _ in reader.supervises_at)
    yield f"third = ? AND (status = 'held'{there})", (person, *map(str, reader.supervises_at))
    for agency in reader.oversees:
        yield "agency = ?", (str(agency),)
    for agreement in reader.supervises_under:
        yield "agreement = ?", (str(agreement),)
    for one in reader.will_cover:
        until = min(one.until, one.over_at or one.until)
        spell = (str(one.agreement), utc_text(one.since), utc_text(until))
        yield "agreement = ? AND status = 'scheduled' AND starts >= ? AND starts < ?", spell
    if reader.manages:
        managed = f"SELECT id FROM {r('placements')} WHERE line_manager = ? ORDER BY id"
        for row in rows.all(managed, str(reader.person)):
            yield "placement = ?", (row["id"],)


def _while_they_cover(covers: Sequence[Spell]) -> tuple[str, tuple[str, ...]]:
    """Which of the sessions that they hold are theirs still: who covered keeps what was held, and else what lies in a spell of theirs."""
    if not covers:
        return "1 = 1", ()
    agreements = sorted({str(one.agreement) for one in covers})
    told, values = ["status = 'held'", f"agreement NOT IN ({', '.join('?' * len(agreements))})"], agreements
    for one in covers:
        told.append("(agreement = ? AND starts >= ? AND starts < ? AND COALESCE(told_at, starts) < ?)")
        over_at = utc_text(one.over_at) if one.over_at else NEVER
        values = [*values, str(one.agreement), utc_text(one.since), utc_text(one.until), over_at]
    return f"({' OR '.join(told)})", tuple(values)


def _signed(rows: Rows, t: TableName, sessions: Sequence[str]) -> dict[str, list[str]]:
    found: list[RowLike] = []
    for begin in range(0, len(sessions), MANY):
        part = sessions[begin : begin + MANY]
        found += rows.all(
            f"SELECT session, person FROM {t('attendance')} WHERE session IN ({', '.join('?' * len(part))}) "
            "ORDER BY signed, person",
            *part,
        )
    signed: dict[str, list[str]] = {}
    for row in found:
        signed.setdefault(row["session"], []).append(row["person"])
    return signed
