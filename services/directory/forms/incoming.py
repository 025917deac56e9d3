"""What callers send."""

from __future__ import annotations

from datetime import date
from typing import Final

from pydantic import ConfigDict, Field

from services.directory.domain.agency import LOCALE
from services.directory.events import (
    Details,
    Employment,
    Line,
    Role,
    Side,
)
from shared.identity import AgencyId, PersonId
from shared.web.bodies import SOME_ID, Day, In

DETAILS: Final = {"name": "Noor Example", "handle": "noor", "work_email": "noor@agency.example"}


class PersonIn(In):
    """Somebody new, known by an agency."""

    agency: AgencyId = Field(examples=[SOME_ID])
    details: Details = Field(examples=[DETAILS])


class SearchIn(In):
    """What you know of somebody: at least one of the three."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})
    handle: Line | None = Field(None, description="Their user name.", examples=["maya"])
    work_email: Line | None = Field(None, description="Their e-mail address at work.")
    employee_number: Line | None = Field(None, description="Their number at one of your agencies.")


class DetailsIn(In):
    """All details anew: what is left out is not known any more."""

    details: Details = Field(examples=[DETAILS])


class SignInIn(In):
    """A sign-in of an OIDC issuer; `of_employer` is false for a leaver's own."""

    issuer: Line = Field(examples=["https://sign-in.example"])
    subject: Line = Field(examples=["noor"])
    of_employer: bool = True


class RoleIn(In):
    """A role at an agency, from a date, perhaps to a date."""

    agency: AgencyId = Field(examples=[SOME_ID])
    role: Role = Field(examples=[Role.WORKER])
    starts: date = Field(examples=["2026-03-02"])
    ends: date | None = None


class LastDayIn(In):
    last_day: Day


class PlacementIn(In):
    """Where a worker works, for whom, and who is line manager there."""

    agency: AgencyId = Field(description="The host agency.", examples=[SOME_ID])
    employment: Employment = Field(examples=[Employment.EMPLOYED])
    employer: AgencyId | None = Field(None, description="Employer of record; the host where left out.")
    line_manager: PersonId | None = None
    starts: date = Field(examples=["2026-03-02"])
    ends: date | None = None


class LineManagerIn(In):
    line_manager: PersonId | None = Field(
        description="The line manager from now on, or null for nobody.", examples=[SOME_ID]
    )


class AgencyIn(In):
    """A host agency or a peer-run organisation."""

    name: Line
    side: Side
    time_zone: str = Field(max_length=64, examples=["America/Toronto"])
    locale: str = Field(
        max_length=16, examples=["en-CA"], json_schema_extra={"pattern": f"^{LOCALE.pattern}$"}
    )


class ConcernContactIn(In):
    """Whom a concern goes to where no line manager can be, and who stands in."""

    person: PersonId = Field(examples=[SOME_ID])
    alternate: PersonId | None = None


class PeerBackgroundIn(In):
    """Said of oneself: job history, nothing more."""

    worked_in_peer_role: bool = Field(examples=[True])
