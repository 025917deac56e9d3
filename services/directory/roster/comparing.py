"""A roster against the directory: what each line would change, carried out on records in memory and stored nowhere yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from services.directory.claiming import changed
from services.directory.domain.person import Person
from services.directory.domain.refusals import IdentifierTaken, SignInTaken
from services.directory.domain.standing import Identified
from services.directory.events import Details
from services.directory.forms.searching import indexes
from services.directory.roster.books import Books
from services.directory.roster.faults import Fault
from services.directory.roster.rows import MANAGER, Row, same
from services.directory.roster.standing import place, say_roles
from shared.aggregate import Aggregate, Refused, Unfit
from shared.identity import AgencyId, PersonId
from shared.web.opaque import link_of
from shared.web.problems import sentence

OWN = ("name", "handle", "work_email", "work_phone")
"""Details a roster tells; a private contact is the person's own to tell."""
COLUMN = {"last_day": "ends", "line_manager": MANAGER}
"""What a rule calls a field, and a roster its column."""


@dataclass
class Step:
    """What one line, or one person's leaving, changes: the records to store with it, and in words what is new."""

    person: PersonId
    line: int | None
    things: list[Aggregate[Any]]
    changes: tuple[str, ...]
    is_new: bool = False
    keeps: tuple[str, ...] = ()
    """Roles of a leaver that only a privacy officer ends."""


@dataclass
class Plan:
    """Everything a roster changes, in the order in which it is stored."""

    steps: list[Step] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    def told(self) -> list[Any]:
        """What was shown, without ids that are made anew each time: what the digest is made of."""
        return [
            [one.line, None if one.is_new else str(one.person), one.changes, one.keeps] for one in self.steps
        ]


def compare(rows: Iterable[Row], books: Books, details: Mapping[PersonId, Details]) -> Plan:
    """Every line against what is known. `details` are those of everybody the directory has under a number of the file."""
    rows, plan = list(rows), Plan()
    ids = {_key(row, row.number, books): _id_of(row, books) for row in rows}
    for row in _managers_first(rows):
        agency = books.agency(row.agency)
        assert agency is not None
        manager = _manager(row, agency, ids, books)
        id, known = ids[_key(row, row.number, books)]
        try:
            step = _step(row, agency, id, manager, books, details.get(id) if known else None)
        except IdentifierTaken as taken:
            plan.faults += [Fault(row.line, one.rpartition(".")[2], sentence(taken)) for one in taken.fields]
        except SignInTaken as taken:
            plan.faults.append(Fault(row.line, "sign_in_subject", sentence(taken)))
        except Unmet as unmet:
            plan.faults.append(Fault(row.line, unmet.column, sentence(unmet.rule)))
        else:
            plan.unchanged += not step.changes
            plan.steps += [step] if step.changes else []
    return plan


class Unmet(Exception):
    """A rule of the domain that a line does not meet."""

    def __init__(self, column: str, rule: Refused) -> None:
        super().__init__()
        self.column, self.rule = column, rule


def _step(
    row: Row, agency: AgencyId, id: PersonId, manager: PersonId | None, books: Books, known: Details | None
) -> Step:
    told = {name: getattr(row, name) for name in OWN if getattr(row, name)}
    if known is None:
        details = Details(employee_number=row.number, **told)
        person = Person.add(
            id, agency=agency, details=details, indexes=indexes(books.link_secret, agency, details)
        )
        before: frozenset[Identified] = frozenset()
        changes = ["person"]
    else:
        person = books.store.get(Person, id)
        before = person.identified
        changes = [name for name in told if told[name] != getattr(known, name)]
        if changes:
            details = known.model_copy(update=told)
            person.change_details(details, indexes(books.link_secret, agency, details))
    changes += _sign_in(row, person, books)
    changes += _trying("ends", say_roles, person, agency, row)
    placement, placed = (
        _trying("ends", place, row, agency, id, manager, books) if row.is_worker else (None, [])
    )
    things: list[Aggregate[Any]] = [person, *changed(books.store, person, before)]
    things += [placement] if placement else []
    return Step(id, row.line, [one for one in things if one.new], (*changes, *placed), is_new=known is None)


def _sign_in(row: Row, person: Person, books: Books) -> list[str]:
    if row.sign_in is None:
        return []
    issuer, subject = row.sign_in
    link = link_of(books.link_secret, issuer, subject)
    if link in person.links:
        return []
    told = {"issuer": issuer, "subject": subject}
    _trying("sign_in_subject", lambda: person.link_sign_in(link, of_employer=True, **told))
    return ["sign-in"]


def _trying(column: str, command: Any, *told: Any) -> Any:
    """A rule that says no is a fault of the column it is about."""
    try:
        return command(*told)
    except Refused as rule:
        fields = rule.fields if isinstance(rule, Unfit) else ()
        raise Unmet(COLUMN.get(fields[0], fields[0]) if fields else column, rule) from rule


def _id_of(row: Row, books: Books) -> tuple[PersonId, bool]:
    agency = books.agency(row.agency)
    holder = books.holder(agency, row.number) if agency else None
    return (holder, True) if holder else (PersonId(uuid4()), False)


def _key(row: Row, number: str, books: Books) -> tuple[AgencyId | None, str]:
    return books.agency(row.agency), same(number)


def _manager(
    row: Row, agency: AgencyId, ids: Mapping[Any, tuple[PersonId, bool]], books: Books
) -> PersonId | None:
    if row.manager is None:
        return None
    found = ids.get(_key(row, row.manager, books))
    return found[0] if found else books.holder(agency, row.manager)


def _managers_first(rows: list[Row]) -> Iterator[Row]:
    """Whoever leads others is stored before them: a file whose storing was cut short names nobody who is not there."""
    by_number = {(row.agency, same(row.number)): row for row in rows}
    done: set[int] = set()
    for row in rows:
        way: list[Row] = []
        at: Row | None = row
        while at is not None and at.line not in done:
            done.add(at.line)
            way.append(at)
            at = by_number.get((at.agency, same(at.manager))) if at.manager else None
        yield from reversed(way)
