"""Which evaluations there are, for the lists of those who see them (S8, S13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, assert_never, cast, get_args

from services.directory.relations import Relations, RelationsView
from services.sessions.domain.agreed import ADMINISTRATIVE
from services.sessions.events.evaluations import (
    EvaluationAddedTo,
    EvaluationFact,
    EvaluationShownToWorker,
    FormativeEvaluationGiven,
    SummativeEvaluationWritten,
)
from services.sessions.views.heard import KnownAgreementsView
from shared.facts import Recorded, utc_text
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import AgencyId, PersonId
from shared.tables import Rows

FILTERS: Final = ("worker", "agreement", "session", "status")
_KINDS: Final = ", ".join(f"'{kind}'" for kind in ADMINISTRATIVE)


class EvaluationsView(View):
    """One row an evaluation; ids, states and dates."""

    name = "evaluations"
    version = 1
    hears = frozenset(get_args(EvaluationFact))

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (id TEXT PRIMARY KEY, written TEXT NOT NULL, given_by TEXT NOT NULL, "
            "worker TEXT NOT NULL, supervisor TEXT NOT NULL, agency TEXT NOT NULL, placement TEXT NOT NULL, "
            "agreement TEXT NOT NULL, session TEXT, starts TEXT, ends TEXT, status TEXT NOT NULL)",
            *(
                f"CREATE INDEX {t(f'by_{column}')} ON {t('rows')} ({column}, written, id)"
                for column in ("worker", "supervisor", "agency", "placement")
            ),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("EvaluationFact", recorded.fact)
        match fact:
            case FormativeEvaluationGiven():
                about = (str(fact.session), None, None, "given")
                self._begin(rows, recorded, t, fact, (fact.supervisor, about))
            case SummativeEvaluationWritten():
                period = (None, fact.starts.isoformat(), fact.ends.isoformat(), "written")
                self._begin(rows, recorded, t, fact, (fact.by, period))
            case EvaluationShownToWorker():
                rows.do(f"UPDATE {t('rows')} SET status = 'shown' WHERE id = ?", id)
            case EvaluationAddedTo():
                pass  # words alone: how it stands is as before
            case _:
                assert_never(fact)

    def _begin(
        self,
        rows: Rows,
        recorded: Recorded,
        t: TableName,
        fact: FormativeEvaluationGiven | SummativeEvaluationWritten,
        more: tuple[PersonId, tuple[str | None, ...]],
    ) -> None:
        supervisor, about = more
        rows.do(
            f"INSERT INTO {t('rows')} (id, written, given_by, worker, supervisor, agency, placement, agreement, session, "
            "starts, ends, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(str(recorded.stream_id), utc_text(recorded.recorded_at), str(fact.by), str(fact.worker)),
            *(str(supervisor), str(fact.agency), str(fact.placement), str(fact.agreement), *about),
        )


@dataclass(frozen=True)
class EvaluationReader:
    """Whose list: what is between them and another, and what they may see of others' once those were shown it."""

    person: PersonId
    hr_at: tuple[AgencyId, ...]
    manages: bool

    @classmethod
    def of(cls, person: PersonId, relations: Relations) -> EvaluationReader:
        hr_at = sorted({agency for agency, role in relations.roles_of(person) if role == "hr"})
        return cls(person, tuple(hr_at), relations.manages(person))

    @property
    def asks_the_directory(self) -> bool:
        return bool(self.hr_at or self.manages)


def listed_evaluations(
    shelf: Shelf,
    relations: RelationsView,
    reader: EvaluationReader,
    filters: Mapping[str, str],
    after: list[str] | None,
    limit: int,
) -> list[dict[str, Any]]:
    """A page of what a reader sees, in the order of writing, one row more than asked for."""
    wanted = [(name, filters[name]) for name in FILTERS if name in filters]
    person = str(reader.person)
    with shelf.query(EvaluationsView) as (rows, t):
        r, k = shelf.beside(rows, relations), shelf.beside(rows, KnownAgreementsView)
        shown = [
            f"EXISTS (SELECT 1 FROM {k('rows')} a WHERE a.supervisor = ? AND a.worker = e.worker "
            f"AND a.agency = e.agency AND a.status = 'in-force' AND a.kind IN ({_KINDS}))",
            *("e.agency = ?" for _ in reader.hr_at),
        ]
        if reader.manages:
            shown.append(f"e.placement IN (SELECT id FROM {r('placements')} WHERE line_manager = ?)")
        found = rows.all(
            f"SELECT e.* FROM {t('rows')} e WHERE (e.worker = ? OR e.supervisor = ? "
            f"OR (e.status = 'shown' AND ({' OR '.join(shown)}))) "
            + "".join(f"AND e.{name} = ? " for name, _ in wanted)
            + "AND (e.written, e.id) > (?, ?) ORDER BY e.written, e.id LIMIT ?",
            *(person, person, person, *(str(one) for one in reader.hr_at)),
            *([person] if reader.manages else []),
            *(value for _, value in wanted),
            *(*(after or ("", "")), limit + 1),
        )
    return [dict(row) for row in found]
