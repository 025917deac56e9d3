"""Advice of a disconnect as it comes in and goes out; its words go out opened and accounted for (A7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from pydantic import Field

from services.agreements.domain.disconnect import Disconnect, DisconnectStatus
from services.agreements.events import Text
from services.agreements.events.disconnects import (
    Advice,
    DisconnectAddedTo,
    DisconnectAnswered,
    DisconnectDrafted,
    DisconnectRevised,
    DisconnectSent,
)
from services.agreements.forms.difficulties import AnswerOut, answer_form
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, AgencyId, PersonId
from shared.store import Store
from shared.web.bodies import In, Out

EXAMPLE: Final = {
    "role_asks": "Time with people, on their terms.",
    "happens_instead": "Most mornings go into answering telephones.",
    "would_help": "A look together at what the job description says.",
}
Version = Field(ge=1, le=10**6, description="The version of the advice that you have read.", examples=[2])


class DisconnectIn(In):
    """What comes apart: about the role, and never about a session or about anybody whom the worker supports."""

    agreement: UUID = Field(description="The agreement under which you supervise the worker.")
    to: PersonId = Field(description="An agency supervisor at the worker's agency.")
    advice: Advice = Field(examples=[EXAMPLE])


class AdviceIn(In):
    """The whole of the advice, as it shall read now."""

    advice: Advice = Field(examples=[EXAMPLE])


class SeenIn(In):
    """Which version you have seen."""

    version: int = Version


class AdditionIn(In):
    """What you add; it goes with the advice to whomever that goes."""

    version: int = Version
    words: Text = Field(examples=["It has been so since the autumn."])


class SendingIn(In):
    """What you have read, and send."""

    version: int = Version
    additions: int = Field(
        ge=0, le=10**6, description="How many additions of the worker you have read.", examples=[1]
    )


class DisconnectOut(Out):
    """That it is there, and how it stands."""

    id: UUID
    agreement: UUID
    agency: AgencyId
    author: PersonId
    worker: PersonId
    to: PersonId
    status: DisconnectStatus
    drafted_at: datetime
    sent_at: datetime | None = None
    advice_version: int
    seen_version: int = Field(description="The last version that the worker said they have seen; 0 for none.")
    additions: int = Field(description="How many the reader can read.")
    answers: int
    version: int


class ListedDisconnect(Out):
    """One in a list."""

    id: UUID
    agreement: UUID
    agency: AgencyId
    author: PersonId
    worker: PersonId
    to: PersonId
    status: DisconnectStatus
    drafted_at: datetime
    advice_version: int
    seen_version: int


class AdditionOut(Out):
    """What the worker added, and to which version."""

    version: int
    said_at: datetime
    words: str


class DisconnectWordsOut(Out):
    """The advice as it reads now, what the worker added, and every answer, oldest first."""

    disconnect: UUID
    version: int
    advice: Advice
    additions: list[AdditionOut]
    answers: list[AnswerOut]


def life_shown(records: Sequence[Recorded], decision: Decision) -> list[Recorded]:
    """To whom it went its life begins with its sending: what was drafted and changed before stays between the two."""
    if decision.relation != "recipient":
        return list(records)
    began = next(at for at, one in enumerate(records) if isinstance(one.fact, DisconnectSent))
    return list(records[began:])


def additions_shown(
    disconnect: Disconnect, records: Sequence[Recorded], decision: Decision
) -> list[Recorded]:
    """To whom it went, what the worker added to the version that was sent, and to no earlier one."""
    return [
        one
        for one in records
        if isinstance(one.fact, DisconnectAddedTo)
        and (decision.relation != "recipient" or one.fact.advice_version == disconnect.versions)
    ]


def disconnect_form(disconnect: Disconnect, records: Sequence[Recorded], decision: Decision) -> DisconnectOut:
    assert disconnect.agency is not None
    sent = [one.recorded_at for one in records if isinstance(one.fact, DisconnectSent)]
    return DisconnectOut(
        id=disconnect.id,
        agreement=disconnect.agreement,
        agency=disconnect.agency,
        author=disconnect.author,
        worker=disconnect.worker,
        to=disconnect.to,
        status=disconnect.status,
        drafted_at=records[0].recorded_at,
        sent_at=sent[0] if sent else None,
        advice_version=disconnect.versions,
        seen_version=disconnect.seen,
        additions=len(additions_shown(disconnect, records, decision)),
        answers=disconnect.answers,
        version=disconnect.version,
    )


def listed_disconnect(row: dict[str, Any]) -> ListedDisconnect:
    told = {**row, "to": row["recipient"], "drafted_at": row["drafted"]}
    return ListedDisconnect.model_validate(told, extra="ignore")


def disconnect_words(
    store: Store, disconnect: Disconnect, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> DisconnectWordsOut:
    """What lies there, opened under one entry of the accounting; a version that was changed went to nobody."""
    laid = [one for one in records if isinstance(one.fact, DisconnectDrafted | DisconnectRevised)][-1:]
    added = additions_shown(disconnect, records, decision)
    answered = [one for one in records if isinstance(one.fact, DisconnectAnswered)]
    opened = iter(
        cast(
            "list[Any]",
            open_content(store, [*laid, *added, *answered], decision, acting, fields=("advice", "words")),
        )
    )
    return DisconnectWordsOut(
        disconnect=disconnect.id,
        version=disconnect.versions,
        advice=next(opened).advice,
        additions=[_addition(one, next(opened)) for one in added],
        answers=[answer_form(one, next(opened)) for one in answered],
    )


def _addition(record: Recorded, opened: DisconnectAddedTo) -> AdditionOut:
    return AdditionOut(
        version=opened.advice_version, said_at=record.recorded_at, words=cast("str", opened.words)
    )
