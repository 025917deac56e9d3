"""The rows: filled from the directory's facts, marked fresh by its heartbeat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import assert_never, cast, get_args
from uuid import UUID

from services.directory.events import (
    TOPIC,
    AgencyAdded,
    ConcernContactNamed,
    LineManagerNamed,
    OutsideSupervisionEnded,
    OutsideSupervisionRecorded,
    PersonAdded,
    PlacementBegun,
    PlacementEnded,
    PolicySetChosen,
    PolicySetPublished,
    PolicySetRevised,
    RegisterKept,
    RoleEnded,
    RoleGiven,
    SignInLinked,
    SignInSwitchedOff,
    TrainingRecorded,
    TrainingWithdrawn,
)
from services.directory.relations import policies, registers, trainings
from shared.facts import Recorded, utc_text
from shared.feed import pulse
from shared.feed.views import TableName, View
from shared.identity import PersonId
from shared.tables import Rows

Heard = (
    PersonAdded
    | SignInLinked
    | SignInSwitchedOff
    | RoleGiven
    | RoleEnded
    | PlacementBegun
    | LineManagerNamed
    | PlacementEnded
    | AgencyAdded
    | ConcernContactNamed
    | PolicySetPublished
    | PolicySetRevised
    | PolicySetChosen
    | RegisterKept
    | TrainingRecorded
    | TrainingWithdrawn
    | OutsideSupervisionRecorded
    | OutsideSupervisionEnded
)


class RelationsView(View):
    name = "relations"
    version = 6
    hears = frozenset(get_args(Heard))

    def __init__(self, *, over_the_bus: bool) -> None:
        self.topics = (TOPIC,) if over_the_bus else ()

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('people')} (id TEXT PRIMARY KEY, agency TEXT NOT NULL)",
            f"CREATE TABLE {t('links')} (link TEXT PRIMARY KEY, person TEXT NOT NULL)",
            f"CREATE TABLE {t('roles')} (id TEXT PRIMARY KEY, person TEXT NOT NULL, agency TEXT NOT NULL, "
            "role TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT, given_at TEXT NOT NULL)",
            f"CREATE INDEX {t('roles_by_person')} ON {t('roles')} (person)",
            f"CREATE TABLE {t('last_days')} (role TEXT NOT NULL, last_day TEXT NOT NULL, said_at TEXT NOT NULL)",
            f"CREATE INDEX {t('last_days_by_role')} ON {t('last_days')} (role)",
            f"CREATE TABLE {t('placements')} (id TEXT PRIMARY KEY, worker TEXT NOT NULL, agency TEXT NOT NULL, "
            "employment TEXT NOT NULL, employer TEXT NOT NULL, line_manager TEXT, starts TEXT NOT NULL, ends TEXT, "
            "named_by TEXT, named_at TEXT)",
            f"CREATE INDEX {t('placements_by_worker')} ON {t('placements')} (worker)",
            f"CREATE INDEX {t('placements_by_manager')} ON {t('placements')} (line_manager)",
            f"CREATE TABLE {t('managers')} (placement TEXT NOT NULL, person TEXT NOT NULL, since TEXT NOT NULL, until TEXT)",
            f"CREATE INDEX {t('managers_by_placement')} ON {t('managers')} (placement)",
            f"CREATE INDEX {t('managers_by_person')} ON {t('managers')} (person)",
            f"CREATE TABLE {t('agencies')} (id TEXT PRIMARY KEY, side TEXT NOT NULL, time_zone TEXT NOT NULL, "
            "person TEXT, alternate TEXT, named_by TEXT, named_at TEXT)",
            pulse.table(t),
            *policies.tables(t),
            *registers.tables(t),
            *trainings.tables(t),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("Heard", recorded.fact)
        match fact:
            case PersonAdded():
                rows.do(f"INSERT INTO {t('people')} (id, agency) VALUES (?, ?)", id, str(fact.agency))
            case SignInLinked():
                rows.do(
                    f"INSERT INTO {t('links')} (link, person) VALUES (?, ?) ON CONFLICT (link) DO NOTHING",
                    fact.link,
                    id,
                )
            case SignInSwitchedOff():
                rows.do(f"DELETE FROM {t('links')} WHERE link = ? AND person = ?", fact.link, id)
            case RoleGiven():
                rows.do(
                    f"INSERT INTO {t('roles')} (id, person, agency, role, starts, given_at) VALUES (?, ?, ?, ?, ?, ?)",
                    *(str(fact.role_id), id, str(fact.agency), fact.role.value, day(fact.starts)),
                    utc_text(recorded.recorded_at),
                )
                if fact.ends:
                    self._lasts_until(rows, recorded, fact.role_id, fact.ends, t)
            case RoleEnded():
                self._lasts_until(rows, recorded, fact.role_id, fact.last_day, t)
            case PlacementBegun():
                self._placement(rows, recorded, fact, t)
            case LineManagerNamed():
                self._manager_named(rows, recorded, fact.line_manager, t)
            case PlacementEnded():
                rows.do(f"UPDATE {t('placements')} SET ends = ? WHERE id = ?", day(fact.last_day), id)
            case AgencyAdded():
                told = (id, fact.side, fact.time_zone)
                rows.do(f"INSERT INTO {t('agencies')} (id, side, time_zone) VALUES (?, ?, ?)", *told)
            case PolicySetPublished() | PolicySetRevised() | PolicySetChosen():
                policies.take(rows, recorded, fact, t)
            case RegisterKept():
                registers.take(rows, recorded, fact, t)
            case (
                TrainingRecorded()
                | TrainingWithdrawn()
                | OutsideSupervisionRecorded()
                | OutsideSupervisionEnded()
            ):
                trainings.take(rows, id, fact, t)
            case ConcernContactNamed():
                named = (str(fact.person), text(fact.alternate))
                rows.do(
                    f"UPDATE {t('agencies')} SET person = ?, alternate = ?, named_by = ?, named_at = ? WHERE id = ? "
                    "AND (COALESCE(person, '') <> ? OR COALESCE(alternate, '') <> ?)",
                    *(*named, *_naming(recorded), id, named[0], named[1] or ""),
                )
            case _:
                assert_never(fact)

    def _lasts_until(self, rows: Rows, recorded: Recorded, role: UUID, last_day: date, t: TableName) -> None:
        """Each is earlier than the one said before it."""
        rows.do(f"UPDATE {t('roles')} SET ends = ? WHERE id = ?", day(last_day), str(role))
        rows.do(
            f"INSERT INTO {t('last_days')} (role, last_day, said_at) VALUES (?, ?, ?)",
            *(str(role), day(last_day), utc_text(recorded.recorded_at)),
        )

    def _placement(self, rows: Rows, recorded: Recorded, fact: PlacementBegun, t: TableName) -> None:
        rows.do(
            f"INSERT INTO {t('placements')} (id, worker, agency, employment, employer, line_manager, starts, ends, "
            "named_by, named_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(str(recorded.stream_id), str(fact.worker), str(fact.agency), fact.employment.value),
            *(str(fact.employer), text(fact.line_manager), day(fact.starts), day(fact.ends)),
            *_naming(recorded),
        )
        self._manages(rows, recorded, fact.line_manager, t)

    def _manager_named(self, rows: Rows, recorded: Recorded, manager: PersonId | None, t: TableName) -> None:
        """Whoever names the same person once more has put nobody there."""
        id = str(recorded.stream_id)
        before = rows.one(f"SELECT line_manager FROM {t('placements')} WHERE id = ?", id)
        if before is None or before["line_manager"] == text(manager):
            return
        rows.do(
            f"UPDATE {t('placements')} SET line_manager = ?, named_by = ?, named_at = ? WHERE id = ?",
            *(text(manager), *_naming(recorded), id),
        )
        rows.do(
            f"UPDATE {t('managers')} SET until = ? WHERE placement = ? AND until IS NULL",
            *(utc_text(recorded.recorded_at), id),
        )
        self._manages(rows, recorded, manager, t)

    def _manages(self, rows: Rows, recorded: Recorded, manager: PersonId | None, t: TableName) -> None:
        if manager is not None:
            rows.do(
                f"INSERT INTO {t('managers')} (placement, person, since) VALUES (?, ?, ?)",
                *(str(recorded.stream_id), str(manager), utc_text(recorded.recorded_at)),
            )

    def beat(self, rows: Rows, heartbeat: bytes, t: TableName) -> None:
        pulse.take(rows, heartbeat, t)


def day(at: date | None) -> str | None:
    return at.isoformat() if at else None


def text(id: UUID | None) -> str | None:
    return str(id) if id else None


def _naming(recorded: Recorded) -> tuple[str, str]:
    return str(recorded.actor), utc_text(recorded.recorded_at)
