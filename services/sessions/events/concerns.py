"""A concern that limits confidentiality: its steps as they were taken, in the one order that is lawful (C1, C2).

That a concern is there is itself confidential: its stream is restricted. It begins with the worker having been told.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from services.sessions.events.codes import Ground
from services.sessions.events.concern_beside import BesideFact
from services.sessions.events.concern_parts import Consulted, HowTold, NamedGround, Statement, TimeSet
from services.sessions.events.words import Line, Text
from shared.facts import Fact, Private
from shared.identity import AgencyId, PersonId, PlacementId

CONCERN: Final = "concern"


class ConcernNoticeGiven(Fact, kind="sessions.ConcernNoticeGiven"):
    """The worker heard of the concern first, from the supervisor; nothing comes before that (C2)."""

    by: PersonId
    worker: PersonId
    agency: AgencyId
    placement: PlacementId
    agreement: UUID | None = None
    group: UUID | None = None
    """Where the limits were acknowledged: an agreement, or a group that the worker joined (C1, S9)."""
    limits_acknowledged_at: datetime
    grounds: tuple[Ground, ...]
    named: Private[tuple[NamedGround, ...]]
    words: Private[Text]
    about: Private[tuple[PersonId, ...]] = ()
    """Whom of the staff it is about besides the worker: they are not consulted on it."""
    immediate_danger: bool = False
    how: HowTold
    told_at: datetime
    given_at: datetime
    """When it was recorded: a message can be seen from then on."""
    seen_after_hours: int | None = None
    """When a message counts as seen at the latest; None for what was said."""
    answer_hours: int
    time_set: TimeSet
    why_zero: Private[Text | None] = None


class NoticeSeen(Fact, kind="sessions.NoticeSeen"):
    """The worker said that they have seen the notice; to have been given it is another thing (C2)."""

    by: PersonId
    at: datetime
    notice: int | None = None
    """Which notice of an escalation; None for the first notice of all."""


class TakenToSupportTeam(Fact, kind="sessions.TakenToSupportTeam"):
    """The worker says that they have taken it to their support team; no team is named or stored (C2)."""

    by: PersonId


class TakenToLineManager(Fact, kind="sessions.TakenToLineManager"):
    """The worker says that they have taken it to the line manager; the time runs until that person confirms it (C2)."""

    by: PersonId
    to: PersonId
    consulted: Consulted


class LineManagerConfirmed(Fact, kind="sessions.LineManagerConfirmed"):
    """The person named confirmed that the worker came, and saw nothing else (C2)."""

    by: PersonId


class WorkerDeclined(Fact, kind="sessions.WorkerDeclined"):
    """The worker will not or cannot take it there; which of the two is between the parties (C2)."""

    by: PersonId
    unable: Private[bool]
    words: Private[Text | None] = None
    at: datetime | None = None
    """When, by the service's clock: nobody is told of an escalation before that. None for more words on what they had answered."""


class AnswerTimePassed(Fact, kind="sessions.AnswerTimePassed", of_time=True):
    """The worker's time to answer is over. Nobody is told, consulted or shown anything by that (C2)."""

    answer_by: datetime


class EscalationNoticeGiven(Fact, kind="sessions.EscalationNoticeGiven"):
    """The worker was told who is going to be consulted, and with which words exactly, before anybody is (C2)."""

    by: PersonId
    number: int
    to: PersonId
    consulted: Consulted
    name: Private[Line]
    how: HowTold
    told_at: datetime
    statement: Private[Statement]
    given_at: datetime | None = None
    seen_after_hours: int | None = None
    """Of a message: when it was recorded, and how long after that it counts as seen at the latest."""
    digest: str
    """SHA-256(salt ‖ RFC 8785 form) of the statement, its grounds, and who is consulted as what."""
    salt: Private[str]


class WorkerObjected(Fact, kind="sessions.WorkerObjected"):
    """The worker objected to the person named; whom policy names instead needs a notice of their own (C2)."""

    by: PersonId
    notice: int
    instead: Consulted | None = None
    """As what another is going to be consulted; None where policy names nobody else, and the notice stands."""
    words: Private[Text | None] = None
    at: datetime | None = None
    """When, by the service's clock: a further notice follows it."""


class ManagerConsulted(Fact, kind="sessions.ManagerConsulted"):
    """The person named in the notice was consulted; with this act, and no other, the disclosure was made (C2, C3)."""

    by: PersonId
    notice: int
    to: PersonId
    consulted: Consulted
    disclosure: UUID


class ConcernClosed(Fact, kind="sessions.ConcernClosed"):
    """It came to an end, with an outcome that its parties read."""

    by: PersonId
    outcome: Private[Text]


class ConcernWithdrawn(Fact, kind="sessions.ConcernWithdrawn"):
    """It was taken back before anybody was consulted."""

    by: PersonId
    words: Private[Text | None] = None


ConcernFact = (
    ConcernNoticeGiven
    | NoticeSeen
    | TakenToSupportTeam
    | TakenToLineManager
    | LineManagerConfirmed
    | WorkerDeclined
    | AnswerTimePassed
    | EscalationNoticeGiven
    | WorkerObjected
    | ManagerConsulted
    | ConcernClosed
    | ConcernWithdrawn
    | BesideFact
)
