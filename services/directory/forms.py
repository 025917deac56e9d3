"""What goes in and out of the directory over HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.directory.domain.agency import Agency
from services.directory.domain.placement import Placement
from services.directory.events import (
    Details,
    Employment,
    Indexes,
    Line,
    PersonAdded,
    PersonDetailsChanged,
    Role,
    Side,
)
from services.directory.relations import PlacementNow
from shared.facts import Recorded
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.opaque import index_of


class In(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class PersonIn(In):
    """Somebody new, known by an agency."""

    agency: AgencyId
    details: Details


class DetailsIn(In):
    """All details anew: what is left out is not known any more."""

    details: Details


class SignInIn(In):
    """A sign-in of an OIDC issuer; `of_employer` is false for a leaver's own."""

    issuer: Line
    subject: Line
    of_employer: bool = True


class RoleIn(In):
    """A role at an agency, from a date, perhaps to a date."""

    agency: AgencyId
    role: Role
    starts: date
    ends: date | None = None


class LastDayIn(In):
    last_day: date


class PlacementIn(In):
    """Where a worker works, for whom, and who is line manager there."""

    agency: AgencyId = Field(description="The host agency.")
    employment: Employment
    employer: AgencyId | None = Field(None, description="Employer of record; the host where left out.")
    line_manager: PersonId | None = None
    starts: date
    ends: date | None = None


class LineManagerIn(In):
    line_manager: PersonId | None = Field(description="The line manager from now on, or null for nobody.")


class AgencyIn(In):
    """A host agency or a peer-run organisation."""

    name: Line
    side: Side
    time_zone: str = Field(max_length=64, examples=["America/Toronto"])
    locale: str = Field(max_length=16, examples=["en-CA"])


class ConcernContactIn(In):
    """Whom a concern goes to where no line manager can be, and who stands in."""

    person: PersonId
    alternate: PersonId | None = None


class PeerBackgroundIn(In):
    """Said of oneself: job history, nothing more."""

    worked_in_peer_role: bool


class RoleOut(BaseModel):
    agency: AgencyId
    role: str


class DetailsOut(BaseModel):
    name: str
    handle: str | None = None
    work_email: str | None = None
    work_phone: str | None = None
    private_contact: str | None = None
    employee_number: str | None = None


class PersonOut(BaseModel):
    """Somebody as far as the reader may know them; erased people keep their id."""

    id: PersonId
    agency: AgencyId
    name: str | None = None
    erased: bool | None = None
    details: DetailsOut | None = None
    worked_in_peer_role: bool | None = None
    roles: list[RoleOut]


class PlacementOut(BaseModel):
    id: PlacementId
    worker: PersonId
    agency: AgencyId
    employment: Employment
    employer: AgencyId
    line_manager: PersonId | None = None
    starts: date
    ends: date | None = None


class AgencyOut(BaseModel):
    id: AgencyId
    name: str
    side: Side
    time_zone: str
    locale: str
    hears_concerns: PersonId | None = None
    alternate: PersonId | None = None


def indexes(secret: bytes, details: Details) -> Indexes:
    """Keyed indexes of what people are searched by, and nothing else."""

    def keyed(kind: str) -> str | None:
        value = getattr(details, kind)
        return index_of(secret, kind, value) if value else None

    return Indexes(**{kind: keyed(kind) for kind in Indexes.model_fields})


def latest_details(records: Iterable[Recorded]) -> Recorded:
    """The record that holds who somebody is now."""
    return next(
        one for one in reversed(list(records)) if isinstance(one.fact, PersonAdded | PersonDetailsChanged)
    )


def person_form(
    id: PersonId,
    home: AgencyId,
    roles: Iterable[tuple[AgencyId, str]],
    opened: Details | None,
    *,
    whole: bool,
) -> PersonOut:
    """Name and roles; all details for who may see them; only the id of somebody erased."""
    told: Mapping[str, Any] = opened.model_dump() if opened else {}
    return PersonOut(
        id=id,
        agency=home,
        name=cast("str | None", told.get("name")),
        erased=True if opened is None else None,
        details=DetailsOut(**told) if opened and whole else None,
        roles=[RoleOut(agency=agency, role=role) for agency, role in sorted(roles)],
    )


def placement_form(one: Placement | PlacementNow) -> PlacementOut:
    return PlacementOut(
        id=PlacementId(one.id),
        worker=one.worker,
        agency=cast("AgencyId", one.agency),
        employment=Employment(one.employment),
        employer=one.employer,
        line_manager=one.line_manager,
        starts=one.starts,
        ends=one.ends,
    )


def agency_form(one: Agency) -> AgencyOut:
    return AgencyOut(
        id=AgencyId(UUID(str(one.id))),
        name=one.name,
        side=one.side,
        time_zone=one.time_zone,
        locale=one.locale,
        hears_concerns=one.hears_concerns,
        alternate=one.alternate,
    )
