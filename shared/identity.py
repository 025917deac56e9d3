"""Who acts, and on whose authority: the part of an envelope that a request brings along."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NewType
from uuid import UUID, uuid4

PersonId = NewType("PersonId", UUID)
AgencyId = NewType("AgencyId", UUID)
PlacementId = NewType("PlacementId", UUID)

Operator = Literal["operator"]
"""Whoever sits at the control socket of a running house."""
Time = Literal["time"]
"""A reaction: nobody acted, a date came."""

Respondent = Literal["respondent"]
"""Somebody among several who answered: nobody shall be able to tell who."""

OPERATOR: Operator = "operator"
TIME: Time = "time"
RESPONDENT: Respondent = "respondent"


@dataclass(frozen=True)
class Once:
    """A command that must take effect once, however often it is sent: what the store writes beside its facts.

    `key` is an HMAC over client, person, route and the caller's key; `body` an HMAC of the request's body. Neither
    tells what was sent. `status` and `location` are what a repeat is answered with.
    """

    key: bytes
    body: bytes
    status: int = 204
    location: str | None = None


@dataclass(frozen=True)
class Acting:
    """On whose authority facts are recorded. Nothing that a caller may choose freely is in here."""

    actor: PersonId | Operator | Time | Respondent
    client: str | None = None
    on_behalf_of: PersonId | None = None
    identity_source: str = "house"
    agency: AgencyId | None = None
    policy_version: str | None = None
    directory_position: int | None = None
    traceparent: str | None = None
    correlation: UUID = field(default_factory=uuid4)
    causation: UUID | None = None
    once: Once | None = None

    def at(self, agency: AgencyId | None) -> Acting:
        """The same, in the affairs of one agency."""
        return replace(self, agency=agency)

    def by_time(self) -> Acting:
        """What a date brought, noted on the way by somebody's command: they did not do it."""
        return replace(self, actor=TIME, client=None, on_behalf_of=None, identity_source="house")

    def by_respondent(self) -> Acting:
        """By nobody: all that ties a record to a request, a person or another record is left out."""
        return Acting(actor=RESPONDENT, policy_version=self.policy_version)
