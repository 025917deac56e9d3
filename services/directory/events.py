"""Every fact of the directory, in the order of life: agencies, people, their sign-ins and roles, placements (D1–D9)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.facts import Bounds, Fact, Personal
from shared.identity import AgencyId, PersonId

AGENCY: Final = "agency"
PERSON: Final = "person"
PLACEMENT: Final = "placement"
IDENTIFIER: Final = "identifier"
TOPIC: Final = "alongside.directory"
TOPICS: Final = {AGENCY: TOPIC, PERSON: TOPIC, PLACEMENT: TOPIC, IDENTIFIER: TOPIC}

Line = Annotated[str, Bounds(300)]
Side = Literal["host", "peer-run"]
IdentifierKind = Literal["handle", "work_email", "employee_number", "sign-in"]


class Role(StrEnum):
    """What somebody is at an agency (D1–D5). Being somebody's line manager is a matter of the placement, not a role."""

    WORKER = "worker"
    PEER_SUPERVISOR = "peer_supervisor"
    AGENCY_SUPERVISOR = "agency_supervisor"
    COORDINATOR = "coordinator"
    HR = "hr"
    PRIVACY_OFFICER = "privacy_officer"
    AUDITOR = "auditor"


class Employment(StrEnum):
    """How a worker comes to a host agency (D6)."""

    EMPLOYED = "employed"
    SECONDED = "seconded"
    SHARED = "shared"
    SUB_CONTRACTED = "sub-contracted"


class Details(BaseModel):
    """Who somebody is: all of it sealed under the person's own key."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    name: Personal[Line] = Field(description="The name by which this person wants to be known.")
    handle: Personal[Line | None] = Field(None, description="A short user name, unique in the house.")
    work_email: Personal[Line | None] = Field(None, description="E-mail address at work.")
    work_phone: Personal[Line | None] = Field(None, description="Telephone at work.")
    private_contact: Personal[Line | None] = Field(None, description="A contact that is not the employer's.")
    employee_number: Personal[Line | None] = Field(None, description="The employer's number for this person.")


class Indexes(BaseModel):
    """Keyed indexes for exact search; they tell nothing by themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    handle: str | None = None
    work_email: str | None = None
    employee_number: str | None = None


class AgencyAdded(Fact, kind="directory.AgencyAdded"):
    """A host agency or a peer-run organisation joined the house (D6)."""

    name: str
    side: Side
    time_zone: str
    locale: str


class ConcernContactNamed(Fact, kind="directory.ConcernContactNamed"):
    """Whom a concern goes to where no line manager can be, and who stands in for them (C2)."""

    person: PersonId
    alternate: PersonId | None = None


class PersonAdded(Fact, kind="directory.PersonAdded"):
    """Somebody came to be known in the house."""

    agency: AgencyId
    details: Details
    indexes: Indexes


class PersonDetailsChanged(Fact, kind="directory.PersonDetailsChanged"):
    """Name, contact or number are others now; the fact holds all of them anew."""

    details: Details
    indexes: Indexes


class PeerBackgroundDeclared(Fact, kind="directory.PeerBackgroundDeclared"):
    """Somebody said of themselves whether they have worked in a peer role: job history, nothing more (D8)."""

    worked_in_peer_role: Personal[bool]


class SignInLinked(Fact, kind="directory.SignInLinked"):
    """A sign-in of an issuer is this person's; a leaver's is not the employer's."""

    link: str
    issuer: Personal[str]
    subject: Personal[str]
    of_employer: bool


class SignInSwitchedOff(Fact, kind="directory.SignInSwitchedOff"):
    """That sign-in no longer stands for this person."""

    link: str


class IdentifierClaimed(Fact, kind="directory.IdentifierClaimed"):
    """A handle, e-mail address, employee number or sign-in is this person's; its stream's id is made of its keyed form."""

    of: IdentifierKind
    person: PersonId


class IdentifierReleased(Fact, kind="directory.IdentifierReleased"):
    """It is nobody's again."""

    person: PersonId


class RoleGiven(Fact, kind="directory.RoleGiven"):
    """Somebody has a role at an agency from a date, perhaps to a date."""

    role_id: UUID
    agency: AgencyId
    role: Role
    starts: date
    ends: date | None = None


class RoleEnded(Fact, kind="directory.RoleEnded"):
    """A role's last day."""

    role_id: UUID
    last_day: date


class PlacementBegun(Fact, kind="directory.PlacementBegun"):
    """A worker works at a host agency; the line manager belongs to the placement, not to the person (D5, D6)."""

    worker: PersonId
    agency: AgencyId
    employment: Employment
    employer: AgencyId
    line_manager: PersonId | None = None
    starts: date
    ends: date | None = None


class LineManagerNamed(Fact, kind="directory.LineManagerNamed"):
    """Somebody else, or nobody, is line manager of this placement now (D5)."""

    line_manager: PersonId | None = None


class PlacementEnded(Fact, kind="directory.PlacementEnded"):
    """A placement's last day. Agreements under it are flagged; people end them."""

    last_day: date


AgencyFact = AgencyAdded | ConcernContactNamed
PersonFact = (
    PersonAdded
    | PersonDetailsChanged
    | PeerBackgroundDeclared
    | SignInLinked
    | SignInSwitchedOff
    | RoleGiven
    | RoleEnded
)
IdentifierFact = IdentifierClaimed | IdentifierReleased
PlacementFact = PlacementBegun | LineManagerNamed | PlacementEnded
