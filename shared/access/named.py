"""In which records somebody is named: what they may take with them when they ask for everything about themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args
from uuid import UUID

from pydantic import BaseModel

from shared.facts import Recorded, mark_of
from shared.feed.shelf import Shelf
from shared.feed.views import TableName, View
from shared.identity import PersonId
from shared.tables import Rows


class NamedView(View):
    """One row a person and a record that names them in the clear; a service says which facts it hears."""

    name = "named"
    version = 1

    def tables(self, t: TableName) -> Iterable[str]:
        return (
            f"CREATE TABLE {t('rows')} (person TEXT NOT NULL, stream_type TEXT NOT NULL, id TEXT NOT NULL, "
            "PRIMARY KEY (person, stream_type, id))",
        )

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        for person in sorted(set(named_in(recorded.fact))):
            rows.do(
                f"INSERT INTO {t('rows')} (person, stream_type, id) VALUES (?, ?, ?) "
                "ON CONFLICT (person, stream_type, id) DO NOTHING",
                *(str(person), recorded.stream_type, str(recorded.stream_id)),
            )


def named_in(part: BaseModel) -> Iterator[PersonId]:
    """Everybody whom a fact, or a part of one, names in the clear."""
    for name in _clear(type(part)):
        yield from _people(getattr(part, name), of_people=name in _of_people(type(part)))


def _people(value: Any, *, of_people: bool) -> Iterator[PersonId]:
    if isinstance(value, BaseModel):
        yield from named_in(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _people(one, of_people=of_people)
    elif of_people and isinstance(value, UUID):
        yield PersonId(value)


@cache
def _clear(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if not mark_of(kind, name))


@cache
def _of_people(kind: type[BaseModel]) -> frozenset[str]:
    return frozenset(name for name, field in kind.model_fields.items() if names_people(field.annotation))


def names_people(annotation: Any) -> bool:
    """Whether a field of this type holds ids of people."""
    return annotation is PersonId or any(names_people(one) for one in get_args(annotation))


def named(shelf: Shelf, view: type[NamedView], person: PersonId) -> dict[str, list[UUID]]:
    """The records of each kind that name somebody; whether they may read them is the policy's to say."""
    with shelf.query(view) as (rows, t):
        found = rows.all(
            f"SELECT stream_type, id FROM {t('rows')} WHERE person = ? ORDER BY stream_type, id", str(person)
        )
    told: dict[str, list[UUID]] = {}
    for row in found:
        told.setdefault(row["stream_type"], []).append(UUID(row["id"]))
    return told
