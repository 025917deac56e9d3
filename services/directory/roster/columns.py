"""The columns of a roster: what the template shows, what the schema says, what a file is read by."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

from services.directory.domain.proposals import GUARDED
from services.directory.events import Employment, Role

LONGEST: Final = 300
IMPORTED: Final = tuple(role.value for role in Role if role not in GUARDED)
"""Privacy officers and auditors take two officers, and so come by no file."""
_DATE: Final = "2026-03-02, or 2.3.2026, or 2/3/2026 (day first); one form throughout the file"


@dataclass(frozen=True)
class Column:
    """One column: what it holds, whether it must, and the example of the template."""

    name: str
    about: str
    examples: tuple[str, str]
    required: bool = False
    schema: Mapping[str, Any] | None = None


COLUMNS: Final = (
    Column("employee_number", "The agency's number for this person; by it a line finds whom it is about.", ("1007", "1012"), required=True),
    Column("name", "The name by which this person wants to be known.", ("Ada Example", "Noor Example"), required=True),
    Column("agency", "The agency that counts this person, by the name it has in the directory.", ("Example Agency", "Example Agency"), required=True),
    Column("roles", f"One or several, separated by spaces: {', '.join(IMPORTED)}.", ("agency_supervisor", "worker peer_supervisor"), required=True,
           schema={"pattern": f"^({'|'.join(IMPORTED)})( +({'|'.join(IMPORTED)}))*$"}),
    Column("starts", f"First day of roles and placement: {_DATE}.", ("2026-01-05", "2026-03-02"), required=True),
    Column("ends", "Last day of roles and placement, in the form of `starts`; empty while there is none.", ("", "")),
    Column("work_email", "E-mail address at work.", ("ada@agency.example", "noor@agency.example"), schema={"pattern": "^$|^[^@ ]+@[^@ ]+$"}),
    Column("work_phone", "Telephone at work.", ("", "")),
    Column("handle", "A short user name, unique in the house.", ("", "")),
    Column("employment", "How a worker comes to the agency; `employed` where empty.", ("", "employed"),
           schema={"enum": ["", *(one.value for one in Employment)]}),
    Column("employer", "Agency that employs a worker, by its name; the agency itself where empty.", ("", "")),
    Column("line_manager_employee_number", "Number of the line manager at the same agency; a worker has one.", ("", "1007")),
    Column("sign_in_issuer", "Issuer of this person's first sign-in; empty, or together with the subject.", ("", "")),
    Column("sign_in_subject", "Subject of this person's first sign-in at that issuer.", ("", "")),
)  # fmt: skip
NAMES: Final = tuple(column.name for column in COLUMNS)
REQUIRED: Final = tuple(column.name for column in COLUMNS if column.required)


def template() -> str:
    """A file to begin with: the columns and two invented people."""
    written = StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(NAMES)
    for place in (0, 1):
        lines.writerow([column.examples[place] for column in COLUMNS])
    return written.getvalue()


def schema() -> dict[str, Any]:
    """JSON Schema of one line of the file, each cell as text."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of a roster",
        "description": "A CSV file in UTF-8 whose first line names the columns; separated by comma, semicolon or tab.",
        "type": "object",
        "properties": {column.name: _cell(column) for column in COLUMNS},
        "required": list(REQUIRED),
        "additionalProperties": False,
    }


def _cell(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"type": "string", "description": column.about, "maxLength": LONGEST}
    return told | ({"minLength": 1} if column.required else {}) | dict(column.schema or {})
