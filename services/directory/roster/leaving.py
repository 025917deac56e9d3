"""Leavers: people with a number at an agency of the file who do not stand in it. Said only of a full snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from services.directory.domain.person import Person
from services.directory.roster.books import Books
from services.directory.roster.comparing import Step
from services.directory.roster.rows import Row
from services.directory.roster.standing import leave
from shared.aggregate import Aggregate
from shared.identity import PersonId


def leavers(rows: Iterable[Row], books: Books, last_day: date) -> Iterator[Step]:
    """What ends for each of them. Nobody is deleted, and who has no number is no business of a roster."""
    rows = list(rows)
    agencies = dict.fromkeys(agency for row in rows if (agency := books.agency(row.agency)))
    for agency in agencies:
        named = {books.holder(agency, row.number) for row in rows if books.agency(row.agency) == agency}
        for id in sorted(set(books.numbers(agency).values()) - named):
            person = books.store.get(Person, id)
            ended, changes, keeps = leave(person, agency, last_day, books)
            if changes:
                things: list[Aggregate[Any]] = [person, *ended]
                yield Step(
                    PersonId(id), None, [one for one in things if one.new], tuple(changes), keeps=tuple(keeps)
                )
