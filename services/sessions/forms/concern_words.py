"""What was written down in a concern, opened and accounted for, to the two whose it is; to who covers, what they wrote (C1, C2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.concern import Concern
from services.sessions.events.concern_beside import StatementAdded, StepTakenOutOfOrder
from services.sessions.events.concern_parts import NamedGround, Step
from services.sessions.events.concerns import (
    ConcernClosed,
    ConcernNoticeGiven,
    ConcernWithdrawn,
    EscalationNoticeGiven,
    WorkerDeclined,
    WorkerObjected,
)
from shared.access import Decision, open_content
from shared.facts import Fact, Recorded
from shared.identity import Acting, PersonId
from shared.store import Store
from shared.web.bodies import Out

WORDS: Final = (
    *(
        ConcernNoticeGiven,
        WorkerDeclined,
        EscalationNoticeGiven,
        WorkerObjected,
        ConcernClosed,
        ConcernWithdrawn,
    ),
    *(StatementAdded, StepTakenOutOfOrder),
)
FIELDS: Final = ("named", "words", "about", "why_zero", "unable", "name", "statement", "salt", "outcome")


class NoticeWordsOut(Out):
    """What the worker was told of an escalation, word for word."""

    number: int
    name: str
    statement: str
    digest: str = Field(description="To be sent along when somebody is consulted.")
    salt: str = Field(description="With it anybody can reckon the digest anew.")


class SaidOut(Out):
    """Words of one of those whose concern it is, and to which step they belong."""

    fact: str = Field(examples=["WorkerObjected"])
    by: PersonId
    said_at: datetime
    words: str
    step: Step | None = Field(None, description="Of a step out of order: which.")


class ConcernWordsOut(Out):
    """All that was written down, as far as the reader may read it."""

    concern: UUID
    words: str | None = None
    grounds: list[NamedGround] = Field([])
    about: list[PersonId] = Field([])
    why_zero: str | None = None
    unable: bool | None = Field(
        None, description="Whether the worker could not, or would not, where that is their last answer."
    )
    notices: list[NoticeWordsOut] = Field([])
    said: list[SaidOut] = Field([])


def opened_facts(
    store: Store,
    records: Sequence[Recorded],
    decision: Decision,
    acting: Acting,
    *kinds: type[Fact],
    fields: tuple[str, ...] = FIELDS,
) -> list[Any]:
    """These fields of these kinds, and no other, opened under one entry; nothing, and no entry, where there are none."""
    wanted = [one for one in records if isinstance(one.fact, kinds)]
    return open_content(store, wanted, decision, acting, fields=fields, alone=True) if wanted else []


def about_of(
    store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> frozenset[PersonId]:
    """Whom of the staff a concern is about, and no word of it."""
    opened = opened_facts(store, records, decision, acting, ConcernNoticeGiven, fields=("about",))
    return frozenset(opened[0].about)


def concern_words(
    store: Store, concern: Concern, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> ConcernWordsOut:
    """Under one entry of the accounting."""
    own = decision.relation == "cover"
    wanted = [
        one
        for one in records
        if isinstance(one.fact, WORDS) and (not own or cast("Any", one.fact).by == concern.cover)
    ]
    told = ConcernWordsOut(concern=concern.id)
    for record, fact in zip(wanted, opened_facts(store, wanted, decision, acting, *WORDS), strict=True):
        _add(told, record, fact)
    if not concern.declined:
        told.unable = None
    return told


def _add(told: ConcernWordsOut, record: Recorded, fact: Any) -> None:
    match fact:
        case ConcernNoticeGiven():
            told.words, told.why_zero = cast("str", fact.words), cast("str | None", fact.why_zero)
            told.grounds, told.about = list(cast("Any", fact.named)), list(cast("Any", fact.about))
        case EscalationNoticeGiven():
            shown = fact.model_dump(include={"number", "name", "statement", "digest", "salt"})
            told.notices.append(NoticeWordsOut.model_validate(shown))
        case ConcernClosed():
            told.said.append(_said(record, fact, cast("str", fact.outcome)))
        case _:
            if isinstance(fact, WorkerDeclined):
                told.unable = cast("bool", fact.unable)
            if fact.words:
                told.said.append(_said(record, fact, fact.words))


def _said(record: Recorded, fact: Any, words: str) -> SaidOut:
    name = record.name.partition(".")[2]
    return SaidOut(
        fact=name, by=fact.by, said_at=record.recorded_at, words=words, step=getattr(fact, "step", None)
    )
