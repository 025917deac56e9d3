"""Groups as they come in and go out; what they are called goes out opened and accounted for (S9, S10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.groups import Group, GroupStatus
from services.sessions.events.codes import Format
from services.sessions.events.groups import (
    About,
    FacilitationAccepted,
    FacilitatorAsked,
    FacilitatorNamed,
    GroupClosed,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    MemberInvited,
)
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
    asked_to_facilitate: PersonId | None = Field(None, description="Who has not said yes or no to that yet.")
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
    asked_to_facilitate: bool = Field(
        description="Whether you were asked to facilitate it and have not said yes or no."
    )


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
        "asked_to_facilitate": group.asked,
        "version": group.version,
    }
    return GroupOut.model_validate({name: value for name, value in whole.items() if decision.shows(name)})


def listed_group(row: dict[str, Any]) -> ListedGroup:
    told = {
        **row,
        "managers_attend": bool(row["managers_attend"]),
        "formed_at": row["formed"],
        "waits_for_you": bool(row["waits"]),
        "asked_to_facilitate": bool(row["to_facilitate"]),
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
    FacilitatorAsked: frozenset({"by", "person"}),
    FacilitationAccepted: frozenset({"person", "limits"}),
    GroupClosed: frozenset({"by"}),
}
"""Fact by fact what those read who are in it: where somebody is placed is none of the others' affair."""


def life_of_a_group(records: Sequence[Recorded]) -> list[Past]:
    return [
        past
        for one in records
        for past in history([one], SHOWN.get(type(one.fact), frozenset()).__contains__)
    ]
