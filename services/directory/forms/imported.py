"""A roster as it is sent, and what it would change."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from shared.identity import PersonId
from shared.web.bodies import Day, In, Out

FILE: Final = "employee_number,name,agency,roles,starts\n1012,Noor Example,Example Agency,worker,2026-03-02\n"


class ImportIn(In):
    """A file's text. Without a digest nothing is changed: what it would change is shown, with the digest that applies it."""

    file: str = Field(
        description="The CSV file as text, with the columns of docs/people.csv.", examples=[FILE]
    )
    full_snapshot: bool = Field(
        False,
        description="Whether whoever has a number at an agency of the file and does not stand in it has left.",
    )
    last_day: Day | None = Field(None, description="Last day of those who have left; with a full snapshot.")
    digest: str | None = Field(None, description="Of what was shown, to apply exactly that.")


class ChangeOut(Out):
    """What changes about one person, in words; values stay in the file and in the directory."""

    line: int | None = Field(None, description="Of the file; none for a leaver.")
    person: PersonId | None = Field(None, description="None for somebody new.")
    changes: list[str]
    keeps: list[str] = Field([], description="Roles of a leaver that a privacy officer has to end.")


class ImportOut(Out):
    """What a roster would change, and the digest that applies exactly this."""

    digest: str
    unchanged: int
    new: list[ChangeOut]
    changed: list[ChangeOut]
    leavers: list[ChangeOut]
