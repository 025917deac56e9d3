"""Which records are somebody's own, kind by kind: what they take with them when they ask for everything about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from services.sessions.views.attendances import AttendancesView
from services.sessions.views.concerns import ConcernsView
from services.sessions.views.dual_relationships import DualRelationshipsView
from services.sessions.views.evaluations import EvaluationsView
from services.sessions.views.external_reports import ExternalReportsView
from services.sessions.views.goals import GoalsView
from services.sessions.views.performance import PerformanceView
from services.sessions.views.sessions import SessionsView
from shared.feed.shelf import Shelf
from shared.feed.views import View
from shared.identity import PersonId

OWN: Final[dict[type[View], tuple[str, ...]]] = {
    SessionsView: ("worker", "supervisor", "third"),
    AttendancesView: ("member",),
    EvaluationsView: ("worker", "supervisor", "given_by"),
    GoalsView: ("worker", "supervisor"),
    PerformanceView: ("worker", "author"),
    DualRelationshipsView: ("worker", "supervisor"),
    ConcernsView: ("worker", "author"),
    ExternalReportsView: ("author",),
}
"""The columns that make a record of each list somebody's own."""


def own(shelf: Shelf, view: type[View], person: PersonId) -> list[UUID]:
    """Ids of what is theirs in one list; whether they may still read it is the policy's to say."""
    columns = OWN[view]
    with shelf.query(view) as (rows, t):
        found = rows.all(
            f"SELECT id FROM {t('rows')} WHERE {' OR '.join(f'{column} = ?' for column in columns)} ORDER BY id",
            *(str(person) for _ in columns),
        )
    return [UUID(row["id"]) for row in found]


def disclosed_to(shelf: Shelf, person: PersonId) -> list[UUID]:
    """Disclosures made to somebody."""
    return _disclosed(shelf, "person", [person])


def disclosed_by_own(shelf: Shelf, person: PersonId) -> list[UUID]:
    """Disclosures made on concerns that are somebody's."""
    return _disclosed(shelf, "concern", own(shelf, ConcernsView, person))


def _disclosed(shelf: Shelf, column: str, of: Sequence[UUID]) -> list[UUID]:
    if not of:
        return []
    with shelf.query(ConcernsView) as (rows, t):
        found = rows.all(
            f"SELECT disclosure FROM {t('recipients')} WHERE {column} IN ({', '.join('?' * len(of))}) "
            "ORDER BY disclosure",
            *map(str, of),
        )
    return [UUID(row["disclosure"]) for row in found]
