"""Advice of a disconnect, from a peer supervisor to an agency supervisor; the worker sees it first (D3, A7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, Self, assert_never
from uuid import UUID

from services.agreements.domain.disconnect_refusals import (
    AnotherVersionLiesThere,
    DisconnectIsWithdrawn,
    NothingBindsTheTwo,
    NotSentYet,
    NotToThatPerson,
    NotYourPart,
    SentAlready,
    TheyHaveLeftThatRole,
    WorkerHasNotSeenIt,
)
from services.agreements.events.disconnects import (
    DISCONNECT,
    Advice,
    DisconnectAddedTo,
    DisconnectAnswered,
    DisconnectDrafted,
    DisconnectFact,
    DisconnectRevised,
    DisconnectSeen,
    DisconnectSent,
    DisconnectWithdrawn,
)
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId

DisconnectStatus = Literal["drafted", "sent", "answered", "withdrawn"]


@dataclass(frozen=True)
class Today:
    """What the agreement and the directory say of the three on this day."""

    leads: bool
    """The author supervises that worker, and is a peer supervisor at home or at the worker's agency (D3)."""
    binds: bool
    """Their agreement is in force."""
    answers: bool
    """Whom it goes to is agency supervisor at the worker's agency (D4)."""


class Disconnect(Aggregate[DisconnectFact]):
    """Drafted, seen, sent, answered; no other order is possible, and no day sends anything (A7)."""

    stream_type: ClassVar[str] = DISCONNECT
    begins_with: ClassVar[frozenset[str]] = frozenset({DisconnectDrafted.kind})

    author: PersonId
    worker: PersonId
    to: PersonId
    agreement: UUID
    versions: int = 0
    seen: int = 0
    """The last version that the worker said they have seen."""
    additions: int = 0
    sent: bool = False
    answers: int = 0
    withdrawn: bool = False

    @property
    def status(self) -> DisconnectStatus:
        if self.withdrawn:
            return "withdrawn"
        if not self.sent:
            return "drafted"
        return "answered" if self.answers else "sent"

    @classmethod
    def draft(
        cls,
        id: UUID,
        *,
        by: PersonId,
        worker: PersonId,
        agreement: UUID,
        agency: AgencyId,
        to: PersonId,
        advice: Advice,
        today: Today,
    ) -> Self:
        """The worker sees it from here on."""
        _permit(today)
        if not today.answers or to in (by, worker):
            raise NotToThatPerson("to")
        told = DisconnectDrafted(
            by=by, worker=worker, agreement=agreement, agency=agency, to=to, advice_version=1, advice=advice
        )
        return cls.begin(id, told)

    def revise(self, by: PersonId, advice: Advice) -> None:
        """Until it is sent; the worker has to see it anew."""
        self._before_sending(by)
        self.record(DisconnectRevised(by=by, advice_version=self.versions + 1, advice=advice))

    def acknowledge(self, by: PersonId, version: int) -> None:
        """The worker says that they have seen the version that lies there. Said twice is said once."""
        self._read_by_worker(by, version)
        if self.seen < version:
            self.record(DisconnectSeen(by=by, advice_version=version))

    def add(self, by: PersonId, version: int, words: str) -> None:
        """The worker adds to the version that lies there, before it is sent and after."""
        self._read_by_worker(by, version)
        self.record(DisconnectAddedTo(by=by, advice_version=version, words=words))

    def send(self, by: PersonId, version: int, additions: int, today: Today) -> None:
        """To the agency supervisor, as the worker has seen it, and with as many additions as its author has read."""
        self._before_sending(by)
        if (version, additions) != (self.versions, self.additions):
            raise AnotherVersionLiesThere
        _permit(today)
        if not today.answers:
            raise TheyHaveLeftThatRole
        if self.seen < self.versions:
            raise WorkerHasNotSeenIt
        self.record(DisconnectSent(by=by, advice_version=self.versions))

    def answer(self, by: PersonId, words: str) -> None:
        """Whom it went to, as often as there is more to say."""
        self._open_to(self.to, by)
        if not self.sent:
            raise NotSentYet
        self.record(DisconnectAnswered(by=by, words=words))

    def withdraw(self, by: PersonId) -> None:
        """The author gives it up; what was sent stays sent."""
        self._before_sending(by)
        self.record(DisconnectWithdrawn(by=by))

    def _before_sending(self, by: PersonId) -> None:
        self._open_to(self.author, by)
        if self.sent:
            raise SentAlready

    def _read_by_worker(self, by: PersonId, version: int) -> None:
        self._open_to(self.worker, by)
        if version != self.versions:
            raise AnotherVersionLiesThere

    def _open_to(self, whom: PersonId, by: PersonId) -> None:
        if by != whom:
            raise NotYourPart
        if self.withdrawn:
            raise DisconnectIsWithdrawn

    def apply(self, fact: DisconnectFact) -> None:
        match fact:
            case DisconnectDrafted():
                self.author, self.worker, self.to = fact.by, fact.worker, fact.to
                self.agreement, self.agency = fact.agreement, fact.agency
                self.versions = fact.advice_version
            case DisconnectRevised():
                self.versions = fact.advice_version
            case DisconnectSeen():
                self.seen = fact.advice_version
            case DisconnectAddedTo():
                self.additions += 1
            case DisconnectSent():
                self.sent = True
            case DisconnectAnswered():
                self.answers += 1
            case DisconnectWithdrawn():
                self.withdrawn = True
            case _:
                assert_never(fact)


def _permit(today: Today) -> None:
    if not today.leads:
        raise NotYourPart
    if not today.binds:
        raise NothingBindsTheTwo
