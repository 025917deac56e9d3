"""Who was erased, as the directory tells it: what is theirs alone goes with them, and nothing begins any more that names them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from services.directory.events import PERSON, TOPIC
from services.directory.relations.asking import Asking
from shared.aggregate import Refused
from shared.facts import Recorded
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import PersonId
from shared.keeping.facts import ContentErased, ErasureOrdered
from shared.tables import Rows


class PersonErased(Refused):
    """It was erased who one of you was, or somebody who is named there: nothing begins any more with them or about them, and nothing is shown to them. Where they are only named, name another (C5)."""


class ErasedPeopleView(View):
    """One row an order; nothing but ids."""

    name = "erased_people"
    version = 1
    topics = (TOPIC,)
    hears = frozenset({ErasureOrdered, ContentErased})

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (keeping TEXT PRIMARY KEY, person TEXT NOT NULL, erased BIGINT NOT NULL)",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("ErasureOrdered | ContentErased", recorded.fact)
        if isinstance(fact, ContentErased):
            rows.do(f"UPDATE {t('rows')} SET erased = 1 WHERE keeping = ?", id)
        elif fact.target_type == PERSON:
            rows.do(
                f"INSERT INTO {t('rows')} (keeping, person, erased) VALUES (?, ?, 0) "
                "ON CONFLICT (keeping) DO NOTHING",
                *(id, str(fact.target)),
            )


class Erased(Asking):
    """Questions about who is gone for good."""

    def erased_among(self, people: Iterable[PersonId | None]) -> frozenset[PersonId]:
        """Who of some is."""
        asked = sorted({str(one) for one in people if one})
        if not asked:
            return frozenset()
        with self.beside(ErasedPeopleView) as (rows, t):
            found = rows.all(
                f"SELECT person FROM {t('rows')} WHERE erased = 1 AND person IN ({', '.join('?' * len(asked))})",
                *asked,
            )
        return frozenset(PersonId(UUID(row["person"])) for row in found)

    def require_there(self, *people: PersonId | None) -> None:
        """Raises PersonErased where it was erased who one of them was."""
        if self.erased_among(people):
            raise PersonErased


def erased_people(shelf: Shelf) -> list[PersonId]:
    with shelf.query(ErasedPeopleView) as (rows, t):
        found = rows.all(f"SELECT person FROM {t('rows')} WHERE erased = 1 ORDER BY person")
    return [PersonId(UUID(row["person"])) for row in found]
