"""A group that meets again and again: who facilitates it, who belongs to it, and what each of them took on by joining (S9, S10)."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from services.sessions.events.codes import Format, Ground
from services.sessions.events.words import NOBODY_NAMED, Line, Text
from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId, PlacementId

GROUP: Final = "group"


class About(Part):
    """What the group is, in its own words; only whoever is in it, or is asked to be, reads that."""

    title: Line = Field(description=f"What the group is called. {NOBODY_NAMED}")
    confidentiality: Text = Field(
        description=f"What stays in the group; each accepts it on joining. {NOBODY_NAMED}"
    )
    procedure: tuple[str, ...] = Field(
        (), description="The steps you mean to take, by their codes; any may be left out (K17)."
    )


class GroupFormed(Fact, kind="sessions.GroupFormed"):
    """Somebody began a group, or a circle of co-reflection, which nobody supervises (S9, S10)."""

    by: PersonId
    agency: AgencyId
    """The host, whose affair it is; each member's agency stands with the member."""
    format: Format
    facilitator: PersonId | None = None
    """None where co-reflection is shared."""
    managers_attend: bool = False
    """Whether managers may belong to a circle; that they come to a meeting is said for each (S10)."""
    about: Private[About]


class MemberInvited(Fact, kind="sessions.MemberInvited"):
    """Somebody was asked to join, and sees from here on what it is that they would join (S9)."""

    by: PersonId
    person: PersonId


class GroupJoined(Fact, kind="sessions.GroupJoined"):
    """They joined: accepted the group's confidentiality, and each of the five limits by name (S9, C1)."""

    member: PersonId
    agency: AgencyId
    placement: PlacementId | None = None
    """The one under which they come; none for a manager without any, in co-reflection."""
    limits: tuple[Ground, ...]
    printed_name: Private[Line]
    meaning: Private[Line]


class GroupLeft(Fact, kind="sessions.GroupLeft"):
    """They are in it no longer, or did not come to join or to facilitate; what they attended stays theirs to read (S9)."""

    by: PersonId
    member: PersonId


class FacilitatorNamed(Fact, kind="sessions.FacilitatorNamed"):
    """Somebody else facilitates from here on, of a circle or, before who follows was asked, of a group; nobody does where co-reflection is shared (S9, S10)."""

    by: PersonId
    facilitator: PersonId | None = None


class FacilitatorAsked(Fact, kind="sessions.FacilitatorAsked"):
    """Somebody was asked to facilitate a group, in place of whoever was asked before; until they accept, nothing changes (S9)."""

    by: PersonId
    person: PersonId


class FacilitationAccepted(Fact, kind="sessions.FacilitationAccepted"):
    """They facilitate it from here on: accepted the group's confidentiality, and each of the five limits by name (S9, C1)."""

    person: PersonId
    limits: tuple[Ground, ...]
    printed_name: Private[Line]
    meaning: Private[Line]


class GroupClosed(Fact, kind="sessions.GroupClosed"):
    """The group meets no more; what was said in it stays readable to those who were there."""

    by: PersonId


GroupFact = (
    GroupFormed
    | MemberInvited
    | GroupJoined
    | GroupLeft
    | FacilitatorNamed
    | FacilitatorAsked
    | FacilitationAccepted
    | GroupClosed
)
