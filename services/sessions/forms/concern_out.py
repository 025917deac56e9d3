"""A concern as it goes out with nothing opened: grounds, steps and clock; to the manager named, that the worker says so (C2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from services.sessions.domain.concern_standing import ConcernStatus
from services.sessions.domain.consulting import WhyNot
from services.sessions.events.codes import Ground
from services.sessions.events.concern_parts import Consulted, HowTold, TimeSet
from services.sessions.forms.erasing import KeptOut
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.bodies import Out


class ClockOut(Out):
    """The worker's time to answer."""

    answer_hours: int
    time_set: TimeSet
    seen_at: datetime | None = None
    counts_as_seen_at: datetime | None = Field(
        None, description="For a message: when it counts as seen at the latest."
    )
    answer_by: datetime | None = Field(None, description="When it is over; none while it stands still.")
    stands_still: bool = Field(description="Whether it waits for the notice to reach the worker elsewhere.")
    passed: bool = Field(description="Whether it was noted that it is over.")
    waits_for_clocks: bool = Field(
        description="Whether the clocks of this house disagree, so that nobody can tell if a time has passed."
    )


class ConsultableOut(Out):
    """Who would be consulted, by the placement and the agency's policy."""

    person: PersonId
    consulted: Consulted


class NextToConsultOut(ConsultableOut):
    """The same, and why it is not the line manager of the placement."""

    not_line_manager: WhyNot | None = Field(
        None,
        description="Why, where it is another: to the two whose concern it is. Whoever covers is told `passed-over` where it hangs on"
        " whom the concern is about, on who put somebody in that place, or on who has left.",
    )
    why: str | None = Field(None, description="The same as a sentence.")


class EscalationOut(Out):
    """That the worker was told who is going to be consulted."""

    number: int
    by: PersonId
    to: PersonId
    consulted: Consulted
    how: HowTold
    told_at: datetime
    given_at: datetime
    seen_at: datetime | None = Field(None, description="When the worker said that they had seen it.")
    counts_as_seen_at: datetime | None = Field(
        None,
        description="Of a message: when nobody waits any longer for that. Before it nobody is consulted, unless it was seen; none"
        " where there is no time to wait.",
    )
    digest: str
    objected: bool
    instead: Consulted | None = Field(None, description="As what another is going to be consulted.")


class ConsultationOut(Out):
    """That somebody was consulted, and when they opened what was disclosed."""

    notice: int
    to: PersonId
    consulted: Consulted
    at: datetime
    disclosure: UUID
    opened_at: list[datetime]


class ConcernOut(Out):
    """How it stands."""

    id: UUID
    status: ConcernStatus
    worker: PersonId
    author: PersonId
    cover: PersonId | None = None
    agency: AgencyId
    placement: PlacementId
    agreement: UUID | None = None
    group: UUID | None = None
    grounds: list[Ground]
    immediate_danger: bool
    how: HowTold
    told_at: datetime
    given_at: datetime
    clock: ClockOut
    said_to: ConsultableOut | None = Field(None, description="To whom the worker says they have taken it.")
    confirmed: bool
    notices: list[EscalationOut]
    consultations: list[ConsultationOut]
    statements: int = Field(description="How many statements the worker added.")
    out_of_order: int = Field(description="How many steps are said to have been taken out of order (C8).")
    kept: list[KeptOut] = Field([], description="Holds and erasures, for the two who decide about them.")
    version: int


class WorkerSaysSoOut(Out):
    """That the worker says they have taken something to you. That is all there is to see of it."""

    id: UUID
    worker: PersonId
    said_at: datetime
    confirmed_at: datetime | None = None


class ListedConcern(Out):
    """One in a list, and your part in it."""

    id: UUID
    part: str = Field(
        description="`worker`, `author`, `cover`; `named-manager`, to whom the worker says they have taken it; `recipient`, to whom"
        " something was disclosed.",
        examples=["worker"],
    )
    worker: PersonId
    status: ConcernStatus | None = None
    given_at: datetime | None = None
    said_at: datetime | None = None
    confirmed_at: datetime | None = None
    disclosed_at: datetime | None = None
