"""What is wrong between the lines: two for one person, an agency nobody knows, line managers who are nowhere or in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from unicodedata import normalize

from services.directory.roster.books import Books
from services.directory.roster.faults import Fault
from services.directory.roster.reading import Line
from services.directory.roster.rows import MANAGER, same
from shared.identity import AgencyId

Key = tuple[AgencyId, str]
"""Whom a number stands for: employers count each for themselves."""

UNIQUE = ("work_email", "handle", "sign_in_subject")


def check(lines: Iterable[Line], books: Books, *, full_snapshot: bool) -> Iterator[Fault]:
    """All of it, in one go."""
    lines = list(lines)
    yield from _agencies(lines, books)
    yield from _twice(lines, books)
    yield from _managers(lines, books, full_snapshot=full_snapshot)


def folded(name: str) -> str:
    """An agency's name without what two spellings of it differ in: capitals, spaces, hyphens, dots."""
    return "".join(letter for letter in normalize("NFKC", name).casefold() if letter.isalnum())


def _agencies(lines: list[Line], books: Books) -> Iterator[Fault]:
    for line in lines:
        for column in ("agency", "employer"):
            name = line.cells.get(column)
            if name and books.agency(name) is None:
                yield Fault(line.number, column, f"names no agency there is{_meant(name, books)}")
        agency = books.agency(line.cells.get("agency", ""))
        if agency and agency not in books.kept:
            yield Fault(line.number, "agency", "is one whose people you do not keep")


def _meant(name: str, books: Books) -> str:
    """Agencies are no persons, and everybody sees which there are: so the one that was meant can be named."""
    if books.is_ambiguous(name):
        return " alone: several have this name"
    by_folded = {folded(one): one for one in books.names}
    close = by_folded.get(folded(name)) or next(
        iter(get_close_matches(name, books.names, n=1, cutoff=0.7)), ""
    )
    return f"; did you mean “{close}”?" if close else ""


def _key(line: Line, number: str, books: Books) -> Key | None:
    """By the agency that was meant, so that one misspelled name is one fault and not three."""
    name = line.cells.get("agency", "")
    by_folded = {folded(one): one for one in books.names}
    agency = books.agency(name) or books.agency(by_folded.get(folded(name), ""))
    return (agency, same(number)) if agency and number else None


def _twice(lines: list[Line], books: Books) -> Iterator[Fault]:
    first: dict[tuple[str, object], int] = {}
    for line in lines:
        told: list[tuple[str, object]] = [
            ("employee_number", _key(line, line.cells.get("employee_number", ""), books))
        ]
        told += [(name, same(line.cells.get(name, ""))) for name in ("work_email", "handle")]
        issuer, subject = (line.cells.get(f"sign_in_{part}") for part in ("issuer", "subject"))
        told.append(("sign_in_subject", (issuer, subject) if issuer and subject else None))
        for column, value in told:
            if not value:
                continue
            if (column, value) in first:
                yield Fault(line.number, column, f"stands in line {first[column, value]} already")
            else:
                first[column, value] = line.number


def _managers(lines: list[Line], books: Books, *, full_snapshot: bool) -> Iterator[Fault]:
    by_key = {
        key: line
        for line in reversed(lines)
        if (key := _key(line, line.cells.get("employee_number", ""), books))
    }
    leads: dict[Key, Key] = {}
    for line in lines:
        mine, manager = (_key(line, line.cells.get(name, ""), books) for name in ("employee_number", MANAGER))
        if manager is None or manager == mine:
            continue
        if manager in by_key:
            if mine and by_key.get(mine) is line:
                leads[mine] = manager
        elif full_snapshot or (holder := books.holder(*manager)) is None:
            where = "in this file" if full_snapshot else "in this file or in the directory"
            yield Fault(line.number, MANAGER, f"is nobody's number {where}, at this agency")
        elif books.is_erased(holder):
            yield Fault(line.number, MANAGER, "was that of somebody who was erased; give another")
    for circle in _circles(leads):
        numbers = sorted(by_key[key].number for key in circle)
        rule = f"goes round in a circle: the line managers of lines {', '.join(map(str, numbers))}"
        yield from (Fault(number, MANAGER, rule) for number in numbers)


def _circles(leads: Mapping[Key, Key]) -> Iterator[list[Key]]:
    """Each circle once: everybody has at most one line manager, so following them ends or comes round."""
    seen: set[Key] = set()
    for start in leads:
        way: list[Key] = []
        at: Key | None = start
        while at is not None and at not in seen:
            seen.add(at)
            way.append(at)
            at = leads.get(at)
        if at in way:
            yield way[way.index(at) :]
