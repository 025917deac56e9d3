"""Lines as what they mean: one person each, with roles, days and line manager."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from services.directory.domain.proposals import GUARDED
from services.directory.events import Employment, Role
from services.directory.roster.columns import IMPORTED
from services.directory.roster.dates import Place, dates
from services.directory.roster.faults import Fault
from services.directory.roster.reading import Line

MANAGER = "line_manager_employee_number"
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True)
class Row:
    """What one line says of one person; what it leaves empty it does not say."""

    line: int
    number: str
    name: str
    agency: str
    roles: tuple[Role, ...]
    starts: date
    ends: date | None
    work_email: str | None
    work_phone: str | None
    handle: str | None
    employment: Employment
    employer: str | None
    manager: str | None
    sign_in: tuple[str, str] | None

    @property
    def is_worker(self) -> bool:
        return Role.WORKER in self.roles


def same(value: str) -> str:
    """The form in which two numbers, addresses or handles are one: as their keyed indexes take them."""
    return normalize("NFKC", value).strip().casefold()


def rows(lines: Iterable[Line]) -> tuple[list[Row], list[Fault]]:
    """One row a line, where nothing is wrong with it; and what is wrong with the others."""
    lines = list(lines)
    told = {
        (line.number, name): line.cells[name]
        for line in lines
        for name in ("starts", "ends")
        if line.cells.get(name)
    }
    days, faults = dates(told)
    made: list[Row] = []
    for line in lines:
        wrong = list(_faults(line, days))
        faults += wrong
        if not wrong and (line.number, "starts") in days:
            made.append(_row(line, days))
    return made, faults


def _faults(line: Line, days: dict[Place, date]) -> Iterator[Fault]:
    at, cell = line.number, line.cells.get
    told = (cell("roles") or "").split()
    if any(role in {one.value for one in GUARDED} for role in told):
        yield Fault(
            at,
            "roles",
            "names a role that two privacy officers give: it is proposed and confirmed, not imported",
        )
    elif any(role not in IMPORTED for role in told):
        yield Fault(
            at, "roles", f"names a role there is not; there are {', '.join(IMPORTED)}, separated by spaces"
        )
    starts, ends = days.get((at, "starts")), days.get((at, "ends"))
    if starts and ends and ends < starts:
        yield Fault(at, "ends", "is before the first day")
    if (email := cell("work_email")) and not EMAIL.fullmatch(email):
        yield Fault(at, "work_email", "is no e-mail address")
    if (employment := cell("employment")) and employment not in {one.value for one in Employment}:
        yield Fault(at, "employment", f"is one of {', '.join(one.value for one in Employment)}")
    if bool(cell("sign_in_issuer")) != bool(cell("sign_in_subject")):
        empty = "sign_in_subject" if cell("sign_in_issuer") else "sign_in_issuer"
        yield Fault(at, empty, "is empty: a sign-in is an issuer and a subject")
    if Role.WORKER.value in told and not cell(MANAGER):
        yield Fault(at, MANAGER, "is empty: a worker's placement has a line manager (D5)")
    if (manager := cell(MANAGER)) and same(manager) == same(cell("employee_number") or ""):
        yield Fault(at, MANAGER, "is the person's own number: nobody is their own line manager (D5)")


def _row(line: Line, days: dict[Place, date]) -> Row:
    cell = line.cells.get
    issuer, subject = cell("sign_in_issuer"), cell("sign_in_subject")
    return Row(
        line=line.number,
        number=line.cells["employee_number"],
        name=line.cells["name"],
        agency=line.cells["agency"],
        roles=tuple(dict.fromkeys(Role(role) for role in line.cells["roles"].split())),
        starts=days[line.number, "starts"],
        ends=days.get((line.number, "ends")),
        work_email=cell("work_email") or None,
        work_phone=cell("work_phone") or None,
        handle=cell("handle") or None,
        employment=Employment(cell("employment") or Employment.EMPLOYED),
        employer=cell("employer") or None,
        manager=cell(MANAGER) or None,
        sign_in=(issuer, subject) if issuer and subject else None,
    )
