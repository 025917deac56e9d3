"""When a sign-in of somebody's was last switched off: what is sent to them at work may not reach them from then on (C2)."""

from __future__ import annotations

from collections.abc import Iterable

from services.directory.events import TOPIC as DIRECTORY
from services.directory.events import SignInSwitchedOff
from shared.facts import Recorded, utc_text
from shared.feed import pulse
from shared.feed.views import TableName, View
from shared.tables import Rows


class SwitchedOffView(View):
    """One row a person; and up to when all of this was heard."""

    name = "switched_off"
    version = 2
    topics = (DIRECTORY,)
    hears = frozenset({SignInSwitchedOff})

    def tables(self, t: TableName) -> Iterable[str]:
        return (f"CREATE TABLE {t('rows')} (person TEXT PRIMARY KEY, since TEXT NOT NULL)", pulse.table(t))

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        rows.do(
            f"INSERT INTO {t('rows')} (person, since) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET since = excluded.since",
            *(str(recorded.stream_id), utc_text(recorded.recorded_at)),
        )

    def beat(self, rows: Rows, heartbeat: bytes, t: TableName) -> None:
        pulse.take(rows, heartbeat, t)
