"""Concerns, disclosures, and reports to authorities that name somebody: part of everything about themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.sessions.api import external_reports
from services.sessions.api.concern_calls import LAW, ConcernCall
from services.sessions.api.concern_reading import opened_at
from services.sessions.api.exports_of_keeping import kept
from services.sessions.domain.concern import Concern
from services.sessions.domain.disclosing import Disclosure, Recipient
from services.sessions.domain.external_reports import ExternalReport
from services.sessions.forms.concern_shown import concern_form, said_form
from services.sessions.forms.concern_words import ConcernWordsOut, concern_words
from services.sessions.forms.disclosures import disclosure_form
from services.sessions.forms.external_reports import seen_by
from services.sessions.policy import CONCERNS, relate_to_concern
from services.sessions.policy.concern import TWO
from shared.access import Decision
from shared.access.accesses import RestrictedAccessesView
from shared.facts import Recorded
from shared.identity import Acting
from shared.store import Store
from shared.web.calls import Law
from shared.web.exports import Part


def in_confidence(call: ConcernCall, mine: Mapping[str, Sequence[UUID]]) -> Iterator[Part[Any]]:
    """To the two all of a concern; to whoever covers how it stands and their own words; to the manager named, that they were."""
    secret, concerns = RestrictedAccessesView, mine.get(Concern.stream_type, [])
    disclosures, reports = mine.get(Disclosure.stream_type, []), mine.get(ExternalReport.stream_type, [])

    def standing(concern: Concern, records: Sequence[Recorded], decision: Decision) -> BaseModel:
        if decision.sees:
            return said_form(concern, records)
        agrees = call.clock().agrees
        return concern_form(concern, records, agrees=agrees, opened_at=opened_at(call, concern))

    yield Part(call, LAW, "read-words", concerns, secret, seen=standing)
    yield Part(call, LAW, "read-own-words", concerns, None, between=(), form=_own_words)
    yield Part(
        call,
        call.of_disclosures,
        "read-words",
        disclosures,
        secret,
        between=("worker", "author"),
        form=disclosure_form,
    )
    for one in concerns:
        yield from _recipients(call, one)
    law = external_reports.LAW
    yield Part(call, law, "read-words", reports, secret, told=seen_by, between=("author",))
    yield from kept(call, mine)


def _own_words(store: Store, records: list[Recorded], decision: Decision, acting: Acting) -> ConcernWordsOut:
    concern = store.get(Concern, records[0].stream_id)
    return concern_words(store, concern, records, decision, acting)


def _recipients(call: ConcernCall, id: UUID) -> Iterator[Part[Any]]:
    """To whom something was disclosed, by name: theirs to read whose concern it is, also once its content was erased."""
    concern = call.desk.store.get(Concern, id)
    law = Law(
        Recipient,
        CONCERNS,
        lambda _, person: relate_to_concern(concern, person),
        lambda _: LAW.state(concern),
    )
    names = [Recipient.id_of(one) for one in concern.disclosures]
    yield Part(call, law, "read-recipients", names, RestrictedAccessesView, between=TWO)
