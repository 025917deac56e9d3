"""What callers get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from pydantic import Field

from services.directory.domain.agency import Agency
from services.directory.domain.person import Person
from services.directory.domain.placement import Placement
from services.directory.events import (
    Details,
    Employment,
    PeerBackgroundDeclared,
    PersonAdded,
    PersonDetailsChanged,
    Side,
    SignInLinked,
)
from services.directory.relations import PlacementNow
from shared.facts import Fact, Recorded
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.bodies import Out


class RoleOut(Out):
    agency: AgencyId
    role: str


class RoleHeldOut(Out):
    """A role held at some time."""

    id: UUID
    agency: AgencyId
    role: str
    starts: date
    ends: date | None = None


class DetailsOut(Out):
    name: str
    handle: str | None = None
    work_email: str | None = None
    work_phone: str | None = None
    private_contact: str | None = None
    employee_number: str | None = None


class PersonOut(Out):
    """Somebody as far as the reader may know them; erased people keep their id."""

    id: PersonId
    agency: AgencyId
    name: str | None = None
    erased: bool | None = None
    details: DetailsOut | None = None
    roles: list[RoleOut]


class SignInOut(Out):
    """A sign-in that was linked to somebody."""

    issuer: str
    subject: str
    of_employer: bool
    on: bool = Field(description="Whether it still stands for them.")


class MeOut(PersonOut):
    """Oneself, with what nobody else is shown."""

    worked_in_peer_role: bool | None = None
    sign_ins: list[SignInOut]


class PlacementOut(Out):
    id: PlacementId
    worker: PersonId
    agency: AgencyId
    employment: Employment
    employer: AgencyId
    line_manager: PersonId | None = None
    starts: date
    ends: date | None = None


class AgencyOut(Out):
    id: AgencyId
    name: str
    side: Side
    time_zone: str
    locale: str
    hears_concerns: PersonId | None = None
    alternate: PersonId | None = None


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


def me_form(person: Person, roles: Iterable[tuple[AgencyId, str]], opened: Sequence[Fact]) -> MeOut:
    """All details of oneself, with what was opened besides."""
    (details,) = (one.details for one in opened if isinstance(one, PersonAdded | PersonDetailsChanged))
    said = [one.worked_in_peer_role for one in opened if isinstance(one, PeerBackgroundDeclared)]
    known = person_form(PersonId(person.id), person.home, roles, details, whole=True)
    return MeOut(
        **dict(known),
        worked_in_peer_role=cast("bool", said[-1]) if said else None,
        sign_ins=[
            SignInOut(
                issuer=cast("str", one.issuer),
                subject=cast("str", one.subject),
                of_employer=one.of_employer,
                on=one.link in person.links,
            )
            for one in opened
            if isinstance(one, SignInLinked)
        ],
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
