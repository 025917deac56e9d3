"""Which records of an agency may have been kept as long as its policy set asks, kind by kind: the oldest of each first (C5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from services.sessions.domain.dual_relationship import DualRelationship
from services.sessions.domain.evaluation import Evaluation
from services.sessions.domain.goal import Goal
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.domain.performance import PerformanceRecord
from services.sessions.domain.session import Session
from services.sessions.views.dual_relationships import DualRelationshipsView
from services.sessions.views.evaluations import EvaluationsView
from services.sessions.views.goals import GoalsView
from services.sessions.views.group_sessions import GroupSessionsView
from services.sessions.views.groups import GroupsView
from services.sessions.views.heard import KnownAgreementsView
from services.sessions.views.performance import PerformanceView
from services.sessions.views.sessions import SessionsView
from shared.facts import utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import View
from shared.identity import AgencyId
from shared.keeping.view import KeepingsView

BEGUN: Final[dict[str, tuple[type[View], str]]] = {
    Session.stream_type: (SessionsView, "starts"),
    GroupSession.stream_type: (GroupSessionsView, "starts"),
    Group.stream_type: (GroupsView, "formed"),
    Evaluation.stream_type: (EvaluationsView, "written"),
    Goal.stream_type: (GoalsView, "placed"),
    PerformanceRecord.stream_type: (PerformanceView, "noted"),
    DualRelationship.stream_type: (DualRelationshipsView, "raised"),
}
"""Of each kind that an agency's officers decide about: where it is listed, and since when it may have been over at the earliest."""


@dataclass(frozen=True)
class KeptLong:
    """A record that began long enough ago, whose erasure nobody has ordered."""

    kind: str
    begun: str
    id: UUID
    held: bool


def kept_long(
    shelf: Shelf,
    agency: AgencyId,
    begun_before: Mapping[str, datetime],
    after: list[str] | None,
    limit: int,
) -> list[KeptLong]:
    """So many at the most, kind by kind; whether any of them is over is the record's to say."""
    kinds, found = list(BEGUN), list[KeptLong]()
    kind_after, *place = after or [kinds[0], "", ""]
    with shelf.query(KeepingsView) as (rows, keepings):
        agreements = shelf.beside(rows, KnownAgreementsView)
        for kind in kinds[kinds.index(kind_after) :]:
            view, begun = BEGUN[kind]
            at = "one.agency"
            if view is GoalsView:
                at = f"(SELECT agency FROM {agreements('rows')} WHERE id = one.agreement)"
            page = rows.all(
                f"SELECT one.id, one.{begun} AS begun, kept.holds FROM {shelf.beside(rows, view)('rows')} one "
                f"LEFT JOIN {keepings('rows')} kept ON kept.target_type = ? AND kept.target = one.id "
                f"WHERE {at} = ? AND one.{begun} < ? AND kept.erasure IS NULL AND (one.{begun}, one.id) > (?, ?) "
                f"ORDER BY one.{begun}, one.id LIMIT ?",
                *(kind, str(agency), utc_text(begun_before[kind])),
                *(*(place if kind == kind_after else ("", "")), limit - len(found)),
            )
            found += [KeptLong(kind, one["begun"], UUID(one["id"]), bool(one["holds"])) for one in page]
    return found
