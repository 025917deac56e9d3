"""Groups as they come in and go out; what they are called goes out opened and accounted for (S9, S10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.group_members import Acceptance
from services.sessions.domain.groups import Group, GroupStatus
from services.sessions.events.codes import Format, Ground
from services.sessions.events.groups import (
    About,
    FacilitatorNamed,
    GroupClosed,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    MemberInvited,
)
from services.sessions.events.words import Line
from shared.access import Decision, open_content
from shared.facts import Fact, Recorded
from shared.identity import Acting, AgencyId, PersonId, PlacementId
from shared.store import Store
from shared.web.bodies import In, Out
from shared.web.reading import Past, history

EXAMPLE: Final = {
    "title": "Tuesday group",
    "confidentiality": "What is said in the group stays in it, save on the five grounds.",
    "procedure": ["K17-01", "K17-02", "K17-03", "K17-04", "K17-05"],
}


class GroupIn(In):
    """A group that you facilitate, or a circle of co-reflection that you are the first to be asked into."""

    agency: AgencyId = Field(description="The host, whose affair it is.")
    format: Format = Field(description="group or co-reflection.", examples=["group"])
    shared: bool = Field(False, description="Of co-reflection: nobody facilitates.")
    managers_attend: bool = Field(
        False, description="Of co-reflection: whether managers may belong; said of each meeting anew."
    )
    about: About = Field(examples=[EXAMPLE])


class InvitationIn(In):
    """Whom you ask to join."""

    person: PersonId


class JoiningIn(In):
    """You join: what you accept, and under which placement of yours you come."""

    placement: PlacementId | None = Field(
        None, description="One of yours that lasts. In co-reflection, left out by who has none."
    )
    acknowledged_limits: list[Ground] = Field(
        max_length=10,
        description="Each of the five limits of confidentiality, by name.",
        examples=[[*Ground]],
    )
    accepts_confidentiality: bool = Field(description="That you accept what the group keeps confidential.")
    printed_name: Line = Field(description="Your name as it shall be printed.", examples=["Maya Winter"])
    meaning: Line = Field(
        description="What your signature means.", examples=["I keep to what the group keeps confidential."]
    )

    def accepts(self) -> Acceptance:
        return Acceptance(
            limits=tuple(self.acknowledged_limits),
            confidentiality=self.accepts_confidentiality,
            printed_name=self.printed_name,
            meaning=self.meaning,
        )


class DepartureIn(In):
    """Who is in it no longer, or turns the asking down."""

    member: PersonId


class FacilitatorIn(In):
    """Who facilitates from here on."""

    facilitator: PersonId | None = Field(description="Null where co-reflection is shared.")


class MemberOut(Out):
    """Who belongs to it, and since when; under which placement is for them and their own agency."""

    person: PersonId
    joined_at: datetime
    placement: PlacementId | None = Field(None, description="Your own.")


class GroupOut(Out):
    """The clear part of a group, as far as its reader may see."""

    id: UUID
    format: Format
    agency: AgencyId
    facilitator: PersonId | None = None
    managers_attend: bool
    status: GroupStatus
    formed_at: datetime
    members: list[MemberOut] | None = None
    invited: list[PersonId] | None = None
    version: int | None = None


class ListedGroup(Out):
    """One group in a list."""

    id: UUID
    format: Format
    agency: AgencyId
    facilitator: PersonId | None = None
    managers_attend: bool
    status: GroupStatus
    formed_at: datetime
    waits_for_you: bool = Field(description="Whether you were asked to join and have not yet.")


def group_form(group: Group, records: Sequence[Recorded], decision: Decision, reader: PersonId) -> GroupOut:
    joined = {
        one.fact.member: one.recorded_at for one in records if isinstance(one.fact, GroupJoined)
    }  # the last time, of who came back
    whole: dict[str, Any] = {
        "id": group.id,
        "format": group.format,
        "agency": group.agency,
        "facilitator": group.facilitator,
        "managers_attend": group.managers_attend,
        "status": group.status,
        "formed_at": records[0].recorded_at,
        "members": [
            MemberOut(
                person=one,
                joined_at=joined[one],
                placement=its.placement if one == reader else None,
            )
            for one, its in group.members.items()
        ],
        "invited": sorted(group.invited),
        "version": group.version,
    }
    return GroupOut.model_validate({name: value for name, value in whole.items() if decision.shows(name)})


def listed_group(row: dict[str, Any]) -> ListedGroup:
    told = {
        **row,
        "managers_attend": bool(row["managers_attend"]),
        "formed_at": row["formed"],
        "waits_for_you": bool(row["waits"]),
    }
    return ListedGroup.model_validate(told, extra="ignore")


def about_form(store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting) -> About:
    """What it is called and keeps confidential, opened under one entry of the accounting."""
    (opened,) = open_content(store, records[:1], decision, acting, fields=("about",))
    return cast("About", cast("GroupFormed", opened).about)


SHOWN: Final[dict[type[Fact], frozenset[str]]] = {
    GroupFormed: frozenset({"by", "agency", "format", "facilitator", "managers_attend"}),
    MemberInvited: frozenset({"by", "person"}),
    GroupJoined: frozenset({"member", "limits"}),
    GroupLeft: frozenset({"by", "member"}),
    FacilitatorNamed: frozenset({"by", "facilitator"}),
    GroupClosed: frozenset({"by"}),
}
"""Fact by fact what those read who are in it: where somebody is placed is none of the others' affair."""


def life_of_a_group(records: Sequence[Recorded]) -> list[Past]:
    return [
        past
        for one in records
        for past in history([one], SHOWN.get(type(one.fact), frozenset()).__contains__)
    ]
