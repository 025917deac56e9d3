"""Which sign-ins somebody has and whose those are, and when one was last switched off: what is sent to them at work may not reach them from then on (C2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.directory.events import TOPIC as DIRECTORY
from services.directory.events import SignInLinked, SignInSwitchedOff
from services.directory.relations import refuse_parked
from shared.facts import Recorded, utc_text
from shared.feed import pulse
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import PersonId
from shared.tables import Rows


class SwitchedOffView(View):
    """One row a sign-in that is on, and one a person of whose any was switched off; and up to when all of this was heard."""

    name = "switched_off"
    version = 3
    topics = (DIRECTORY,)
    hears = frozenset({SignInLinked, SignInSwitchedOff})

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('links')} (person TEXT NOT NULL, link TEXT NOT NULL, of_employer BIGINT NOT NULL, "
            "PRIMARY KEY (person, link))",
            f"CREATE TABLE {t('rows')} (person TEXT PRIMARY KEY, since TEXT NOT NULL, of_employer BIGINT NOT NULL)",
            pulse.table(t),
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        person, fact = str(recorded.stream_id), recorded.fact
        if isinstance(fact, SignInLinked):
            rows.do(
                f"INSERT INTO {t('links')} (person, link, of_employer) VALUES (?, ?, ?) ON CONFLICT (person, link) "
                f"DO UPDATE SET of_employer = {t('links')}.of_employer * excluded.of_employer",  # once their own, so it stays
                *(person, fact.link, int(fact.of_employer)),
            )
            return
        assert isinstance(fact, SignInSwitchedOff)
        this = f"FROM {t('links')} WHERE person = ? AND link = ?"
        # Once one of the employer's is gone, that stays so, whichever goes next.
        rows.do(
            f"INSERT INTO {t('rows')} (person, since, of_employer) SELECT person, ?, of_employer {this} "
            "ON CONFLICT (person) DO UPDATE SET since = excluded.since, "
            f"of_employer = CASE WHEN excluded.of_employer = 1 THEN 1 ELSE {t('rows')}.of_employer END",
            *(utc_text(recorded.recorded_at), person, fact.link),
        )
        rows.do(f"DELETE {this}", person, fact.link)

    def beat(self, rows: Rows, heartbeat: bytes, t: TableName) -> None:
        pulse.take(rows, heartbeat, t)


@dataclass(frozen=True)
class SignIns:
    """What somebody can sign in by."""

    any: bool
    of_employer: bool
    """Whether one of these is the employer's."""
    had_employers: bool
    """Whether one of the employer's was switched off at any time."""
    switched_off: datetime | None
    """When any last was."""

    @property
    def are_of_work(self) -> bool:
        """Whether what is sent to them at work finds somebody: not where what they have left is their own."""
        return self.any and (self.of_employer or not self.had_employers)


def sign_ins_of(shelf: Shelf, person: PersonId) -> SignIns:
    """Raises Away where news of them wait unread."""
    with shelf.query(SwitchedOffView) as (rows, t):
        refuse_parked(rows, t, str(person))
        on = rows.all(f"SELECT of_employer FROM {t('links')} WHERE person = ?", str(person))
        off = rows.one(f"SELECT since, of_employer FROM {t('rows')} WHERE person = ?", str(person))
    return SignIns(
        any=bool(on),
        of_employer=any(one["of_employer"] for one in on),
        had_employers=bool(off and off["of_employer"]),
        switched_off=datetime.fromisoformat(off["since"]) if off else None,
    )
