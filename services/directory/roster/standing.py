"""What a line says of roles and placement. It gives and it ends on the day it names; of who stays it takes nothing away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from services.directory.domain.person import Person
from services.directory.domain.placement import Placement
from services.directory.domain.proposals import GUARDED
from services.directory.domain.refusals import AnotherPlacement, WouldProlong
from services.directory.relations import PlacementNow
from services.directory.roster.books import Books
from services.directory.roster.rows import Row
from shared.identity import AgencyId, PersonId


def say_roles(person: Person, agency: AgencyId, row: Row) -> list[str]:
    """Roles given, or ended on the line's last day; one held already keeps its first day."""
    changes: list[str] = []
    for role in row.roles:
        held = [
            (id, one)
            for id, one in person.roles.items()
            if (one.agency, one.role) == (agency, role) and (one.ends is None or one.ends >= row.starts)
        ]
        if not held:
            person.give_role(uuid4(), agency, role, row.starts, row.ends)
            changes.append(f"role {role.value}")
            continue
        id, latest = max(held, key=lambda one: one[1].ends or date.max)
        if _ends_sooner(latest.ends, row.ends):
            assert row.ends
            person.end_role(id, row.ends)
            changes.append(f"end of role {role.value}")
    return changes


def place(
    row: Row, agency: AgencyId, worker: PersonId, manager: PersonId | None, books: Books
) -> tuple[Placement | None, list[str]]:
    """The worker's placement at the agency: begun, given another line manager, or ended."""
    employer = books.agency(row.employer) if row.employer else agency
    assert employer is not None
    lasting = [
        one
        for one in books.placements(worker)
        if one.agency == agency and (one.ends is None or one.ends >= row.starts)
    ]
    if not lasting:
        begun = Placement.begin_at(
            uuid4(),
            worker=worker,
            agency=agency,
            employment=row.employment,
            employer=employer,
            line_manager=manager,
            starts=row.starts,
            ends=row.ends,
        )
        return begun, ["placement"]
    known = max(lasting, key=lambda one: one.starts)
    _refuse_another(row, known, employer)
    changes = ["line manager"] if known.line_manager != manager else []
    changes += ["end of placement"] if _ends_sooner(known.ends, row.ends) else []
    if not changes:
        return None, []
    placement = books.store.get(Placement, known.id)
    if known.line_manager != manager:
        placement.name_line_manager(manager)
    if row.ends and "end of placement" in changes:
        placement.end(row.ends)
    return placement, changes


def _refuse_another(row: Row, known: PlacementNow, employer: AgencyId) -> None:
    """A placement stays what it was begun as: for another there has to be an end first, and that is for somebody to say."""
    other: Mapping[str, bool] = {
        "starts": row.starts > known.starts,
        "employment": row.employment.value != known.employment,
        "employer": employer != known.employer,
    }
    for column, differs in other.items():
        if differs:
            raise AnotherPlacement(column)


def _ends_sooner(known: date | None, told: date | None) -> bool:
    """Whether a last day is news; raises WouldProlong for one that comes too late, or is gone."""
    if known is not None and (told is None or told > known):
        raise WouldProlong("ends")
    return told != known


def leave(
    person: Person, agency: AgencyId, last_day: date, books: Books
) -> tuple[list[Placement], list[str], list[str]]:
    """Roles and placements at the agency end; what is to begin later ends on its first day. Guarded roles stay."""
    changes, keeps = [], []
    for id, held in person.roles.items():
        ends = max(last_day, held.starts)
        if held.agency != agency or (held.ends is not None and held.ends <= ends):
            continue
        if held.role in GUARDED:
            keeps.append(held.role.value)
        else:
            person.end_role(id, ends)
            changes.append(f"end of role {held.role.value}")
    ended = []
    for known in books.placements(PersonId(person.id)):
        ends = max(last_day, known.starts)
        if known.agency != agency or (known.ends is not None and known.ends <= ends):
            continue
        placement = books.store.get(Placement, known.id)
        placement.end(ends)
        ended.append(placement)
        changes.append("end of placement")
    return ended, changes, keeps
