"""A file's text as lines with named cells: separators found, a byte-order mark passed over, every broken line named."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from io import StringIO
from typing import Final
from unicodedata import category, normalize

from services.directory.roster.columns import LONGEST, NAMES, REQUIRED
from services.directory.roster.faults import Fault

MOST_ROWS: Final = 10_000
"""People a file; a larger roster is sent agency by agency."""
SEPARATORS: Final = ",;\t"
MARK: Final = "\ufeff"


@dataclass(frozen=True)
class Line:
    """A line of the file with its cells by column."""

    number: int
    cells: dict[str, str]


def read(text: str) -> tuple[list[Line], list[Fault]]:
    """Lines in their order, and what is wrong with the file as a file."""
    text = text.removeprefix(MARK)
    separator = _separator(text)
    if separator is None:
        return [], [
            Fault(1, "header", "names no column of the template; separate by comma, semicolon or tab")
        ]
    records = _records(text, separator)
    _, header, _ = next(records)
    names = [name.strip().casefold() for name in header or []]
    if faults := list(_header_faults(names)):
        return [], faults
    lines: list[Line] = []
    faults = []
    for number, cells, trouble in records:
        if trouble:
            faults.append(Fault(number, "line", trouble))
        elif len(cells) != len(names) and any(cells):
            faults.append(
                Fault(number, "line", f"has {len(cells)} cells where the first line has {len(names)}")
            )
        elif any(cell.strip() for cell in cells):
            line = Line(
                number,
                {name: normalize("NFC", cell).strip() for name, cell in zip(names, cells, strict=True)},
            )
            faults += _cell_faults(line)
            lines.append(line)
    if len(lines) > MOST_ROWS:
        faults.append(
            Fault(lines[MOST_ROWS].number, "line", f"is one more than the {MOST_ROWS} people a file may hold")
        )
    if not lines and not faults:
        faults.append(Fault(1, "header", "is all there is: nobody stands below it"))
    return lines, faults


def _separator(text: str) -> str | None:
    """The one by which the first line names most columns."""
    first = text.partition("\n")[0]
    found = {one: len(_known(first, one)) for one in SEPARATORS}
    best = max(found, key=lambda one: found[one])
    return best if found[best] else None


def _known(first: str, separator: str) -> set[str]:
    return {name.strip().strip('"').casefold() for name in first.split(separator)} & set(NAMES)


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str], str]]:
    """Number of the line it begins on, its cells, and what keeps it from being read."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield begins, [], "has a quotation mark that is not closed, or stands where none can"
            return  # where the next line begins is anybody's guess
        yield begins, cells, ""
        begins = reader.line_num + 1


def _header_faults(names: list[str]) -> Iterator[Fault]:
    for place, name in enumerate(names, 1):
        if name not in NAMES:
            meant = get_close_matches(name, NAMES, n=1, cutoff=0.75)
            hint = f"; did you mean {meant[0]}?" if meant else ""
            yield Fault(1, f"column {place}", f"is none of the template's{hint}")
        elif name in names[: place - 1]:
            yield Fault(1, name, "stands there twice")
    for name in REQUIRED:
        if name not in names:
            yield Fault(1, name, "is missing")


def _cell_faults(line: Line) -> Iterator[Fault]:
    for name, cell in line.cells.items():
        if len(cell) > LONGEST:
            yield Fault(line.number, name, f"is longer than {LONGEST} characters")
        if any(category(letter) == "Cc" for letter in cell):
            yield Fault(line.number, name, "holds a line break or another control character")
        if not cell and name in REQUIRED:
            yield Fault(line.number, name, "is empty, and must not be")
