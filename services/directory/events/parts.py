"""What the directory's facts are made of: codes, and who somebody is."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from shared.facts import Bounds, Part, Personal

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


class Details(Part):
    """Who somebody is: all of it sealed under the person's own key."""

    name: Personal[Line] = Field(description="The name by which this person wants to be known.")
    handle: Personal[Line | None] = Field(None, description="A short user name, unique in the house.")
    work_email: Personal[Line | None] = Field(None, description="E-mail address at work.")
    work_phone: Personal[Line | None] = Field(None, description="Telephone at work.")
    private_contact: Personal[Line | None] = Field(None, description="A contact that is not the employer's.")
    employee_number: Personal[Line | None] = Field(None, description="The employer's number for this person.")


class Indexes(Part):
    """Keyed indexes for exact search; they tell nothing by themselves."""

    handle: str | None = None
    work_email: str | None = None
    employee_number: str | None = None
