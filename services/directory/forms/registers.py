"""Registers as they are sent and shown."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from services.directory.events import Line, RegisterKept, RegisterName, Section
from shared.identity import AgencyId
from shared.web.bodies import Day, In, Out


class RegisterIn(In):
    """The whole of an edition; the words themselves stay where they are kept."""

    title: Line = Field(examples=["Code of conduct for all staff"])
    holds_from: Day = Field(description="The first day on which this edition holds.")
    sections: tuple[Section, ...] = Field(description="What of it can be named, each by its own sign.")
    kept_at: Line = Field(
        description="Where its words are to be found.", examples=["The staff handbook, part 4"]
    )


class RegisterOut(Out):
    """One edition of an agency's register."""

    agency: AgencyId
    name: RegisterName
    edition: int
    editions: int = Field(description="How many there are.")
    title: str
    holds_from: date
    recorded_at: datetime = Field(description="When this edition was entered.")
    sections: list[Section]
    kept_at: str


def register_form(one: RegisterKept, recorded_at: datetime, editions: int) -> RegisterOut:
    return RegisterOut(
        agency=one.agency,
        name=one.name,
        edition=one.edition,
        editions=editions,
        title=one.title,
        holds_from=one.holds_from,
        recorded_at=recorded_at,
        sections=list(one.sections),
        kept_at=one.kept_at,
    )
