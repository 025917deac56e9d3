"""How a concern is shown to each who sees it, nothing opened (C2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_standing import ConcernStatus
from services.sessions.domain.concern_time import counts_as_seen
from services.sessions.domain.consulting import Consultable, WhyNot
from services.sessions.events.concerns import (
    ConcernNoticeGiven,
    EscalationNoticeGiven,
    LineManagerConfirmed,
    ManagerConsulted,
    NoticeSeen,
    TakenToLineManager,
    WorkerObjected,
)
from services.sessions.forms.concern_out import (
    ClockOut,
    ConcernOut,
    ConsultableOut,
    ConsultationOut,
    EscalationOut,
    ListedConcern,
    NextToConsultOut,
    WorkerSaysSoOut,
)
from services.sessions.forms.erasing import KeptOut
from shared.facts import Recorded
from shared.identity import PersonId
from shared.web.reading import Past, history


def said_form(concern: Concern, records: Sequence[Recorded]) -> WorkerSaysSoOut:
    said = [one.recorded_at for one in records if isinstance(one.fact, TakenToLineManager)]
    confirmed = [one.recorded_at for one in records if isinstance(one.fact, LineManagerConfirmed)]
    return WorkerSaysSoOut(
        id=concern.id,
        worker=concern.worker,
        said_at=said[-1],
        confirmed_at=confirmed[0] if confirmed else None,
    )


def said_history(records: Sequence[Recorded]) -> list[Past]:
    """Counted by what is shown: a gap would tell that there is more."""
    said = [one for one in records if isinstance(one.fact, TakenToLineManager)][-1:]
    told = [*said, *(one for one in records if isinstance(one.fact, LineManagerConfirmed))]
    return [
        past.model_copy(update={"version": number})
        for number, past in enumerate(history(told, {"by"}.__contains__), 1)
    ]


def concern_form(
    concern: Concern,
    records: Sequence[Recorded],
    *,
    agrees: bool,
    opened_at: dict[UUID, list[datetime]],
    kept: Sequence[KeptOut] = (),
) -> ConcernOut:
    first = records[0].fact
    assert isinstance(first, ConcernNoticeGiven)
    assert concern.agency is not None
    names = [one.name for one in records]
    return ConcernOut(
        id=concern.id,
        status=concern.status,
        worker=concern.worker,
        author=concern.author,
        cover=concern.cover,
        agency=concern.agency,
        placement=concern.placement,
        agreement=concern.agreement,
        group=concern.group,
        grounds=list(concern.grounds),
        immediate_danger=concern.immediate_danger,
        how=first.how,
        told_at=first.told_at,
        given_at=first.given_at,
        clock=_clock(concern, first, agrees=agrees),
        said_to=consultable_form(concern.said_to) if concern.said_to else None,
        confirmed=concern.confirmed,
        notices=_notices(concern, records),
        consultations=_consultations(records, opened_at),
        statements=names.count("sessions.StatementAdded"),
        out_of_order=names.count("sessions.StepTakenOutOfOrder"),
        kept=list(kept),
        version=concern.version,
    )


def _clock(concern: Concern, first: ConcernNoticeGiven, *, agrees: bool) -> ClockOut:
    time = concern.time
    return ClockOut(
        answer_hours=time.answer_hours,
        time_set=first.time_set,
        seen_at=time.seen_at,
        counts_as_seen_at=time.begins if time.of_message else None,
        answer_by=time.ends,
        stands_still=time.stands_still,
        passed=concern.time_passed,
        waits_for_clocks=not agrees
        and (concern.waits_for_an_answer or concern.lies_unseen_until is not None),
    )


def consultable_form(one: Consultable) -> ConsultableOut:
    return ConsultableOut(person=one.person, consulted=one.consulted)


WHY: Final = {
    WhyNot.NO_LINE_MANAGER: "The placement has no line manager.",
    WhyNot.THE_WORKER: "The worker cannot be consulted on what is about themselves.",
    WhyNot.SUPERVISES: "The line manager supervises the worker, or covers, and keeps this concern.",
    WhyNot.CONSULTED: "The line manager was consulted already.",
    WhyNot.OBJECTED: "The worker objected, and the agency's policy says who is consulted instead.",
    WhyNot.CONCERNED: "The concern is about the line manager too.",
    WhyNot.CHOSEN: "The line manager was put in that place by one who keeps this concern.",
    WhyNot.GONE: "The line manager has left the agency, or can sign in no more.",
    WhyNot.PASSED_OVER: "The line manager is not to be consulted on this.",
}
KEPT_FROM_COVER: Final = (WhyNot.CONCERNED, WhyNot.CHOSEN, WhyNot.GONE)
"""Told apart they would say whether the concern is about somebody, which is in words that whoever covers does not read."""


def next_form(one: Consultable, why: WhyNot | None, *, to_cover: bool) -> NextToConsultOut:
    if to_cover and why in KEPT_FROM_COVER:
        why = WhyNot.PASSED_OVER
    told = {"not_line_manager": why, "why": WHY[why]} if why else {}
    return NextToConsultOut(person=one.person, consulted=one.consulted, **told)


def _notices(concern: Concern, records: Sequence[Recorded]) -> list[EscalationOut]:
    objections = {one.fact.notice: one.fact for one in records if isinstance(one.fact, WorkerObjected)}
    seen = {one.fact.notice: one.fact.at for one in records if isinstance(one.fact, NoticeSeen)}
    return [
        EscalationOut(
            **told.model_dump(include={"number", "by", "to", "consulted", "how", "told_at", "digest"}),
            given_at=one.recorded_at,
            seen_at=seen.get(told.number),
            counts_as_seen_at=None
            if concern.is_pressing
            else counts_as_seen(told.given_at, told.seen_after_hours),
            objected=told.number in objections,
            instead=objections[told.number].instead if told.number in objections else None,
        )
        for one in records
        for told in [one.fact]
        if isinstance(told, EscalationNoticeGiven)
    ]


def _consultations(
    records: Sequence[Recorded], opened_at: dict[UUID, list[datetime]]
) -> list[ConsultationOut]:
    return [
        ConsultationOut(
            notice=told.notice,
            to=told.to,
            consulted=told.consulted,
            at=one.recorded_at,
            disclosure=told.disclosure,
            opened_at=opened_at.get(told.disclosure, []),
        )
        for one in records
        for told in [one.fact]
        if isinstance(told, ManagerConsulted)
    ]


def listed_concern(row: dict[str, Any], person: PersonId, status: ConcernStatus) -> ListedConcern:
    """The part that somebody has; who has two is told of the one that shows more."""
    told = {"id": row["id"], "worker": row["worker"]}
    for part in ("worker", "author", "cover"):
        if row[part] == str(person):
            return ListedConcern.model_validate(
                told | {"part": part, "status": status, "given_at": row["given"]}
            )
    if row["made"]:
        return ListedConcern.model_validate(told | {"part": "recipient", "disclosed_at": row["made"]})
    said = {"part": "named-manager", "said_at": row["said_at"], "confirmed_at": row["confirmed_at"]}
    return ListedConcern.model_validate(told | said)
