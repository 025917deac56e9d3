"""The directory's read side: whom one can find, and who shares a record with whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never, cast, get_args
from uuid import UUID

from services.agreements.events import STREAM as AGREEMENT
from services.agreements.events import TOPICS as AGREEMENT_TOPICS
from services.agreements.events import AgreementDrafted, AgreementSigned, TermsRevised
from services.directory.events import (
    AgencyAdded,
    AgencyFact,
    Indexes,
    PersonAdded,
    PersonDetailsChanged,
    PlacementFact,
)
from services.directory.relations import Relations
from shared.access.named import NamedView
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PersonId
from shared.keeping.facts import KeepingFact
from shared.tables import Rows

OfPeople = AgencyAdded | PersonAdded | PersonDetailsChanged
OfAcquaintance = AgreementDrafted | TermsRevised | AgreementSigned


class NamedInDirectory(NamedView):
    """Placements, agencies that name them for concerns, holds and erasures; what they did in office to others is those others'."""

    hears = frozenset({*get_args(AgencyFact), *get_args(PlacementFact), *get_args(KeepingFact)})


class PeopleView(View):
    """Who can be found: ids by agency, and keyed indexes. No names."""

    name = "people"
    version = 1
    hears = frozenset(get_args(OfPeople))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('people')} (id TEXT PRIMARY KEY, agency TEXT NOT NULL, added TEXT NOT NULL, "
            "handle TEXT, work_email TEXT, employee_number TEXT)",
            f"CREATE INDEX {t('people_by_agency')} ON {t('people')} (agency, added, id)",
            f"CREATE TABLE {t('agencies')} (id TEXT PRIMARY KEY, added TEXT NOT NULL)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("OfPeople", recorded.fact)
        match fact:
            case AgencyAdded():
                rows.do(
                    f"INSERT INTO {t('agencies')} (id, added) VALUES (?, ?)",
                    id,
                    utc_text(recorded.recorded_at),
                )
            case PersonAdded():
                rows.do(
                    f"INSERT INTO {t('people')} (id, agency, added) VALUES (?, ?, ?)",
                    *(id, str(fact.agency), utc_text(recorded.recorded_at)),
                )
                self._index(rows, id, fact.indexes, t)
            case PersonDetailsChanged():
                self._index(rows, id, fact.indexes, t)
            case _:
                assert_never(fact)

    def _index(self, rows: Rows, id: str, indexes: Indexes, t: TableName) -> None:
        rows.do(
            f"UPDATE {t('people')} SET handle = ?, work_email = ?, employee_number = ? WHERE id = ?",
            *(indexes.handle, indexes.work_email, indexes.employee_number, id),
        )


class AcquaintedView(View):
    """Who may know whom because of a record they share.

    Whoever is named in a draft learns who wrote it; the writer learns who the other is once the other has taken part.
    Else naming somebody in a draft would be a way to find out who they are.
    """

    name = "acquainted"
    version = 2
    hears = frozenset(get_args(OfAcquaintance))
    topics = (AGREEMENT_TOPICS[AGREEMENT],)

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('drafts')} (id TEXT PRIMARY KEY, drafter TEXT NOT NULL, other TEXT NOT NULL)",
            f"CREATE TABLE {t('pairs')} (one TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (one, other))",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("OfAcquaintance", recorded.fact)
        match fact:
            case AgreementDrafted():
                drafter = str(fact.by)
                other = str(fact.supervisor if fact.by == fact.worker else fact.worker)
                rows.do(
                    f"INSERT INTO {t('drafts')} (id, drafter, other) VALUES (?, ?, ?)", id, drafter, other
                )
                self._knows(rows, other, drafter, t)
            case TermsRevised() | AgreementSigned():
                draft = rows.one(f"SELECT drafter, other FROM {t('drafts')} WHERE id = ?", id)
                if draft and draft["other"] == str(fact.by):
                    self._knows(rows, draft["drafter"], draft["other"], t)
            case _:
                assert_never(fact)

    def _knows(self, rows: Rows, one: str, other: str, t: TableName) -> None:
        rows.do(
            f"INSERT INTO {t('pairs')} (one, other) VALUES (?, ?) ON CONFLICT (one, other) DO NOTHING",
            one,
            other,
        )


def acquainted_with(relations: Relations, person: PersonId) -> frozenset[PersonId]:
    with relations.beside(AcquaintedView) as (rows, t):
        found = rows.all(f"SELECT other FROM {t('pairs')} WHERE one = ?", str(person))
    return frozenset(PersonId(UUID(row["other"])) for row in found)


def people_of(shelf: Shelf, agency: AgencyId, after: list[str] | None, limit: int) -> list[tuple[str, str]]:
    """(added, id) of an agency's people, in the order they were added, one more than asked for."""
    added, id = after or ["", ""]
    with shelf.query(PeopleView) as (rows, t):
        found = rows.all(
            f"SELECT added, id FROM {t('people')} WHERE agency = ? AND (added > ? OR (added = ? AND id > ?)) "
            "ORDER BY added, id LIMIT ?",
            *(str(agency), added, added, id, limit + 1),
        )
    return [(row["added"], row["id"]) for row in found]


def found_by(shelf: Shelf, index: str, value: str) -> PersonId | None:
    """Whose handle, work e-mail or employee number this is, by its keyed index."""
    assert index in Indexes.model_fields
    with shelf.query(PeopleView) as (rows, t):
        row = rows.one(f"SELECT id FROM {t('people')} WHERE {index} = ?", value)
    return PersonId(UUID(row["id"])) if row else None


def numbered(shelf: Shelf, agency: AgencyId) -> dict[str, PersonId]:
    """Everybody of an agency who has an employee number, by its keyed index."""
    with shelf.query(PeopleView) as (rows, t):
        found = rows.all(
            f"SELECT id, employee_number FROM {t('people')} WHERE agency = ? AND employee_number IS NOT NULL",
            str(agency),
        )
    return {row["employee_number"]: PersonId(UUID(row["id"])) for row in found}


def agencies(shelf: Shelf) -> list[UUID]:
    with shelf.query(PeopleView) as (rows, t):
        return [UUID(row["id"]) for row in rows.all(f"SELECT id FROM {t('agencies')} ORDER BY added, id")]


def agencies_after(shelf: Shelf, after: list[str] | None, limit: int) -> list[tuple[str, str]]:
    """(added, id) of agencies in the order they were added, one more than asked for."""
    added, id = after or ["", ""]
    with shelf.query(PeopleView) as (rows, t):
        found = rows.all(
            f"SELECT added, id FROM {t('agencies')} WHERE added > ? OR (added = ? AND id > ?) ORDER BY added, id LIMIT ?",
            *(added, added, id, limit + 1),
        )
    return [(row["added"], row["id"]) for row in found]


def everybody(shelf: Shelf) -> list[PersonId]:
    """For the operator alone."""
    with shelf.query(PeopleView) as (rows, t):
        return [
            PersonId(UUID(row["id"])) for row in rows.all(f"SELECT id FROM {t('people')} ORDER BY added, id")
        ]
