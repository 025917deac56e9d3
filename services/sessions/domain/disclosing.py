"""What is disclosed: one statement, to one person, on its grounds, and bound to all of these (C3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, assert_never, cast
from uuid import UUID, uuid5

import rfc8785

from services.sessions.events.codes import Ground
from services.sessions.events.concern_parts import Consulted
from services.sessions.events.disclosures import (
    DISCLOSURE,
    RECIPIENT,
    DisclosureFact,
    DisclosureMade,
    RecipientNamed,
    WorkerStatementSentAlong,
)
from shared.aggregate import Aggregate
from shared.identity import PersonId
from shared.sealing import salted_digest

if TYPE_CHECKING:
    from services.sessions.domain.concern_standing import ConcernStanding
    from services.sessions.events.concerns import EscalationNoticeGiven


@dataclass(frozen=True)
class Fixed:
    """What a notice fixes: who is consulted, and the statement word for word."""

    to: PersonId
    statement: str

    def digest(self, salt: bytes, grounds: Sequence[Ground], consulted: Consulted) -> str:
        told = {
            "consulted": consulted.value,
            "grounds": [one.value for one in grounds],
            "statement": self.statement,
            "to": str(self.to),
        }
        return salted_digest(salt, told)


class Stated(NamedTuple):
    """What the worker stated before anybody was consulted, and when."""

    said_at: datetime
    words: str


def disclosure_id(
    concern: UUID, notice: int, grounds: Sequence[Ground], to: PersonId, policy_version: str
) -> UUID:
    """Made of what the disclosure is bound to; a value that is sealed under one of these opens under no other."""
    told: dict[str, Any] = {
        "grounds": [one.value for one in grounds],
        "notice": notice,
        "policy_version": policy_version,
        "to": str(to),
    }
    return uuid5(concern, rfc8785.dumps(told).decode())


class Disclosure(Aggregate[DisclosureFact]):
    """A record of its own, under its own key; open to its recipient and to the two whose concern it is."""

    stream_type: ClassVar[str] = DISCLOSURE
    begins_with: ClassVar[frozenset[str]] = frozenset({DisclosureMade.kind})

    concern: UUID
    by: PersonId
    worker: PersonId
    to: PersonId
    consulted: Consulted

    @classmethod
    def of_notice(
        cls,
        concern: ConcernStanding,
        notice: EscalationNoticeGiven,
        by: PersonId,
        policy_version: str,
        template: tuple[str, int],
    ) -> Self:
        """Of the notice as it was opened for this: its words, and nothing besides."""
        assert concern.agency is not None
        name, edition = template
        made = DisclosureMade(
            concern=concern.id,
            notice=notice.number,
            by=by,
            worker=concern.worker,
            agency=concern.agency,
            placement=concern.placement,
            to=notice.to,
            consulted=notice.consulted,
            grounds=concern.grounds,
            policy_version=policy_version,
            template=name,
            template_edition=edition,
            statement=notice.statement,
            digest=notice.digest,
            salt=notice.salt,
        )
        id = disclosure_id(concern.id, notice.number, concern.grounds, notice.to, policy_version)
        return cls.begin(id, made)

    def send_along(self, by: PersonId, words: str, said_at: datetime | None = None) -> None:
        """What the worker stated before goes along, with when they did; and what they state later, as they do."""
        self.record(WorkerStatementSentAlong(by=by, words=words, said_at=said_at))

    def apply(self, fact: DisclosureFact) -> None:
        match fact:
            case DisclosureMade():
                self.agency, self.concern = fact.agency, fact.concern
                self.by, self.worker = fact.by, fact.worker
                self.to, self.consulted = fact.to, fact.consulted
            case WorkerStatementSentAlong():
                pass
            case _:
                assert_never(fact)


def is_whole(id: UUID, opened: DisclosureMade) -> bool:
    """Whether ground, recipient, policy version and words are those that the worker was told of."""
    bound_to = disclosure_id(opened.concern, opened.notice, opened.grounds, opened.to, opened.policy_version)
    fixed = Fixed(opened.to, cast("str", opened.statement))
    digest = fixed.digest(bytes.fromhex(cast("str", opened.salt)), opened.grounds, opened.consulted)
    return (id, opened.digest) == (bound_to, digest)


class Recipient(Aggregate[RecipientNamed]):
    """Who got a disclosure, by the name of then: under a key that is kept as long as the accounting is."""

    stream_type: ClassVar[str] = RECIPIENT
    begins_with: ClassVar[frozenset[str]] = frozenset({RecipientNamed.kind})

    disclosure: UUID

    @staticmethod
    def id_of(disclosure: UUID) -> UUID:
        return uuid5(disclosure, RECIPIENT)

    @classmethod
    def of(cls, disclosure: Disclosure, name: str) -> Self:
        told = RecipientNamed(disclosure=disclosure.id, person=disclosure.to, name=name)
        made = cls.begin(cls.id_of(disclosure.id), told)
        made.agency = disclosure.agency
        return made

    def apply(self, fact: RecipientNamed) -> None:
        match fact:
            case RecipientNamed():
                self.disclosure = fact.disclosure
            case _:
                assert_never(fact)
