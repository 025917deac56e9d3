"""Which groups there are, who belongs to each and since when, and who was asked to join (S9, S10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never, cast, get_args
from uuid import UUID

from services.sessions.events.codes import Format
from services.sessions.events.groups import (
    FacilitationAccepted,
    FacilitatorAsked,
    FacilitatorNamed,
    GroupClosed,
    GroupFact,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    MemberInvited,
)
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PersonId, PlacementId
from shared.tables import RowLike, Rows


class GroupsView(View):
    """One row a group, one a membership, one a time of facilitating it, one an asking to join that waits."""

    name = "groups"
    version = 3
    hears = frozenset(get_args(GroupFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, formed TEXT NOT NULL, agency TEXT NOT NULL, "
            "format TEXT NOT NULL, facilitator TEXT, to_facilitate TEXT, managers_attend BIGINT NOT NULL, status TEXT NOT NULL)",
            f"CREATE INDEX {t('by_facilitator')} ON {t('rows')} (facilitator, formed, id)",
            f"CREATE INDEX {t('by_to_facilitate')} ON {t('rows')} (to_facilitate)",
            f"CREATE TABLE {t('members')} (grp TEXT NOT NULL, person TEXT NOT NULL, joined TEXT NOT NULL, "
            "agency TEXT NOT NULL, placement TEXT, ended TEXT, PRIMARY KEY (grp, person, joined))",
            f"CREATE INDEX {t('members_by_person')} ON {t('members')} (person)",
            f"CREATE TABLE {t('led')} (grp TEXT NOT NULL, person TEXT NOT NULL, since TEXT NOT NULL, ended TEXT)",
            f"CREATE INDEX {t('led_by_person')} ON {t('led')} (person)",
            f"CREATE TABLE {t('asked')} (grp TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (grp, person))",
            f"CREATE INDEX {t('asked_by_person')} ON {t('asked')} (person)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, at = str(recorded.stream_id), utc_text(recorded.recorded_at)
        fact = cast("GroupFact", recorded.fact)
        match fact:
            case GroupFormed():
                rows.do(
                    f"INSERT INTO {t('rows')} (id, formed, agency, format, facilitator, managers_attend, status) "
                    "VALUES (?, ?, ?, ?, ?, ?, 'open')",
                    *(id, at, str(fact.agency), fact.format.value, _text(fact.facilitator)),
                    int(fact.managers_attend),
                )
                # Before it was formed, a group is as it was formed.
                self._lead(rows, id, fact.facilitator, "", t)
                if fact.format is Format.CO_REFLECTION:
                    self._ask(rows, id, fact.by, t)
            case MemberInvited():
                self._ask(rows, id, fact.person, t)
            case GroupJoined():
                rows.do(f"DELETE FROM {t('asked')} WHERE grp = ? AND person = ?", id, str(fact.member))
                rows.do(
                    f"INSERT INTO {t('members')} (grp, person, joined, agency, placement) VALUES (?, ?, ?, ?, ?)",
                    *(id, str(fact.member), at, str(fact.agency), _text(fact.placement)),
                )
            case GroupLeft():
                whose = (id, str(fact.member))
                rows.do(f"DELETE FROM {t('asked')} WHERE grp = ? AND person = ?", *whose)
                rows.do(
                    f"UPDATE {t('members')} SET ended = ? WHERE grp = ? AND person = ? AND ended IS NULL",
                    *(at, *whose),
                )
                for part in ("facilitator", "to_facilitate"):
                    rows.do(f"UPDATE {t('rows')} SET {part} = NULL WHERE id = ? AND {part} = ?", *whose)
                rows.do(
                    f"UPDATE {t('led')} SET ended = ? WHERE grp = ? AND person = ? AND ended IS NULL",
                    *(at, *whose),
                )
            case FacilitatorNamed():
                rows.do(f"UPDATE {t('rows')} SET facilitator = ? WHERE id = ?", _text(fact.facilitator), id)
                self._lead(rows, id, fact.facilitator, at, t)
            case FacilitatorAsked():
                rows.do(f"UPDATE {t('rows')} SET to_facilitate = ? WHERE id = ?", str(fact.person), id)
            case FacilitationAccepted():
                person = str(fact.person)
                rows.do(
                    f"UPDATE {t('rows')} SET facilitator = ?, to_facilitate = NULL WHERE id = ?", person, id
                )
                self._lead(rows, id, fact.person, at, t)
            case GroupClosed():
                rows.do(f"UPDATE {t('rows')} SET status = 'closed' WHERE id = ?", id)
            case _:
                assert_never(fact)

    def _ask(self, rows: Rows, id: str, person: PersonId, t: TableName) -> None:
        rows.do(
            f"INSERT INTO {t('asked')} (grp, person) VALUES (?, ?) ON CONFLICT (grp, person) DO NOTHING",
            *(id, str(person)),
        )

    def _lead(self, rows: Rows, id: str, person: PersonId | None, since: str, t: TableName) -> None:
        rows.do(f"UPDATE {t('led')} SET ended = ? WHERE grp = ? AND ended IS NULL", since, id)
        if person is not None:
            rows.do(f"INSERT INTO {t('led')} (grp, person, since) VALUES (?, ?, ?)", id, str(person), since)


def of_whom(t: TableName) -> str:
    """A condition on a group's row: whoever belongs to it, or facilitates it. Asks for the person twice."""
    return (
        f"(g.id IN (SELECT grp FROM {t('members')} WHERE person = ? AND ended IS NULL) "
        f"OR (g.facilitator = ? AND g.format = '{Format.GROUP.value}'))"
    )


def of_whom_then(t: TableName, at: str) -> str:
    """A condition on a group's row: whoever belonged to it, or facilitated it, at a time. Asks for the person twice."""
    return (
        f"(g.id IN (SELECT grp FROM {t('members')} WHERE person = ? AND joined <= {at} AND (ended IS NULL OR ended > {at})) "
        f"OR (g.id IN (SELECT grp FROM {t('led')} WHERE person = ? AND since <= {at} AND (ended IS NULL OR ended > {at})) "
        f"AND g.format = '{Format.GROUP.value}'))"
    )


def groups_of(
    shelf: Shelf, person: PersonId, status: str | None, after: list[str] | None, limit: int
) -> list[dict[str, Any]]:
    """A page of the groups that somebody is in or was asked to join or facilitate, in the order of forming, one row more than asked for."""
    formed, id = after or ["", ""]
    with shelf.query(GroupsView) as (rows, t):
        found = rows.all(
            f"SELECT g.*, g.id IN (SELECT grp FROM {t('asked')} WHERE person = ?) AS waits FROM {t('rows')} g "
            f"WHERE ({of_whom(t)} OR g.id IN (SELECT grp FROM {t('asked')} WHERE person = ?) OR g.to_facilitate = ?) "
            + ("AND g.status = ? " if status else "")
            + "AND (g.formed > ? OR (g.formed = ? AND g.id > ?)) ORDER BY g.formed, g.id LIMIT ?",
            *((str(person),) * 5),
            *([status] if status else []),
            *(formed, formed, id, limit + 1),
        )
    return [{**dict(row), "to_facilitate": row["to_facilitate"] == str(person)} for row in found]


@dataclass(frozen=True)
class MembershipKnown:
    """That somebody belongs, or belonged, to a group: under which placement, and since when the limits are acknowledged (C1)."""

    group: UUID
    member: PersonId
    agency: AgencyId
    placement: PlacementId | None
    acknowledged_at: datetime
    """When they joined, and so took on each of the five limits by name."""
    left_at: datetime | None
    supervised_by: PersonId | None
    """Who facilitates the group today; nobody supervises a circle (S10)."""

    def is_led_by(self, person: PersonId) -> bool:
        """Whether somebody facilitates for them: not for whoever has left."""
        return person == self.supervised_by and self.left_at is None


def memberships(shelf: Shelf, member: PersonId, group: UUID | None = None) -> list[MembershipKnown]:
    """All memberships of somebody, or those in one group, oldest first."""
    with shelf.query(GroupsView) as (rows, t):
        found = rows.all(
            f"SELECT m.*, g.facilitator AS facilitator, g.format AS format FROM {t('members')} m JOIN {t('rows')} g ON g.id = m.grp "
            f"WHERE m.person = ? {'AND m.grp = ? ' if group else ''}ORDER BY m.joined, m.grp",
            *(str(member), *([str(group)] if group else [])),
        )
    return [_known(row) for row in found]


def _known(row: RowLike) -> MembershipKnown:
    supervised = row["facilitator"] and row["format"] == Format.GROUP.value
    return MembershipKnown(
        group=UUID(row["grp"]),
        member=PersonId(UUID(row["person"])),
        agency=AgencyId(UUID(row["agency"])),
        placement=PlacementId(UUID(row["placement"])) if row["placement"] else None,
        acknowledged_at=datetime.fromisoformat(row["joined"]),
        left_at=datetime.fromisoformat(row["ended"]) if row["ended"] else None,
        supervised_by=PersonId(UUID(row["facilitator"])) if supervised else None,
    )


def _text(id: UUID | None) -> str | None:
    return str(id) if id else None
