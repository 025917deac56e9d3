"""Which agreements may give a supervisor a partner's right: candidates, on which the records decide (A7)."""

from __future__ import annotations

from uuid import UUID

from services.agreements.views.lists import BINDING
from shared.feed.views import TableName
from shared.identity import PersonId
from shared.tables import Rows


def agreements_between(rows: Rows, t: TableName, supervisor: PersonId, worker: PersonId) -> list[UUID]:
    """Every agreement of these two, also one that is over."""
    found = rows.all(
        f"SELECT id FROM {t('rows')} WHERE supervisor = ? AND worker = ? ORDER BY drafted, id",
        *(str(supervisor), str(worker)),
    )
    return [UUID(row["id"]) for row in found]


def supervised_under(rows: Rows, t: TableName, supervisor: PersonId, partnership: UUID) -> list[UUID]:
    """A supervisor's agreements that bind and were placed under a partnership, as far as is known."""
    found = rows.all(
        f"SELECT id FROM {t('rows')} WHERE supervisor = ? AND partnership = ? AND status IN {BINDING} ORDER BY drafted, id",
        *(str(supervisor), str(partnership)),
    )
    return [UUID(row["id"]) for row in found]
