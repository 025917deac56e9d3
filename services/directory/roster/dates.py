"""Dates as rosters have them: one form throughout a file, and never a guess which number is the month."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from services.directory.roster.faults import Fault

FORMS: Final = {
    "iso": re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", re.ASCII),
    "dots": re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", re.ASCII),
    "slashes": re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})", re.ASCII),
}
LAST_MONTH: Final = 12
Place = tuple[int, str]
"""A line and a column."""

NO_DATE: Final = "is no date; write it as 2026-03-02"
OTHER_FORM: Final = "is written in another form than most dates of this file; write all as 2026-03-02"
AMBIGUOUS: Final = (
    "could be read as day/month or month/day, and no date of this file decides it; write 2026-03-02"
)


def dates(cells: Mapping[Place, str]) -> tuple[dict[Place, date], list[Fault]]:
    """Every date of a file by its place, and what is wrong with the others."""
    forms = {place: form for place, cell in cells.items() if (form := _form(cell))}
    most = Counter(forms.values()).most_common(1)
    main = most[0][0] if most else ""
    undecided = main == "slashes" and not _decided(
        cells[place] for place, form in forms.items() if form == main
    )
    read: dict[Place, date] = {}
    faults: list[Fault] = []
    for place, cell in cells.items():
        made = _date(cell, forms.get(place, ""))
        if place not in forms:
            faults.append(Fault(*place, NO_DATE))
        elif forms[place] != main:
            faults.append(Fault(*place, OTHER_FORM))
        elif made is None:
            faults.append(Fault(*place, NO_DATE))
        elif undecided:
            faults.append(Fault(*place, AMBIGUOUS))
        else:
            read[place] = made
    return read, faults


def _form(cell: str) -> str | None:
    return next((name for name, form in FORMS.items() if form.fullmatch(cell)), None)


def _decided(cells: Iterable[str]) -> bool:
    """Whether some date of the file can only be read day first."""
    return any(int(cell.partition("/")[0]) > LAST_MONTH for cell in cells)


def _date(cell: str, form: str) -> date | None:
    if not form or not (found := FORMS[form].fullmatch(cell)):
        return None
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
