"""Under which name people came to a group or signed that they were there: opened, and accounted for (S6, S9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import Field

from services.sessions.domain.groups import Group
from services.sessions.events.groups import FacilitationAccepted, GroupJoined
from shared.access import Decision, open_content
from shared.facts import Fact, Recorded
from shared.identity import Acting, PersonId
from shared.store import Store
from shared.web.bodies import Out


class NameOut(Out):
    """Under which name somebody joined or signed, and what that means to them."""

    by: PersonId
    signed_at: datetime
    printed_name: str
    meaning: str


def names_form(
    store: Store, group: Group, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> list[NameOut]:
    """Of those who belong to a group today, and of who facilitates it, where they were asked to; whoever came back signed anew."""
    joined = {one.fact.member: one for one in records if isinstance(one.fact, GroupJoined)}
    accepted = {one.fact.person: one for one in records if isinstance(one.fact, FacilitationAccepted)}
    signed = [(one, joined[one]) for one in group.members]
    signed += [(one, accepted[one]) for one in accepted if one == group.facilitator]
    return opened_names(store, signed, decision, acting)


class SignatureOut(NameOut):
    """Under which name somebody signed that they were there, or that it took place so."""

    as_recorded_now: bool = Field(description="False for one given to what was corrected since.")


def signature_form(
    store: Store,
    by: PersonId,
    records: Sequence[Recorded],
    kinds: tuple[type[Fact], type[Fact]],
    decision: Decision,
    acting: Acting,
) -> list[SignatureOut]:
    """Of one record, if it was signed; `kinds` are that it was, and that what was signed was corrected."""
    signed, corrected = kinds
    found = [(by, one) for one in records if isinstance(one.fact, signed)]
    last = max((one.stream_version for one in records if isinstance(one.fact, corrected)), default=0)
    return [
        SignatureOut(**name.model_dump(), as_recorded_now=record.stream_version > last)
        for name, (_, record) in zip(opened_names(store, found, decision, acting), found, strict=True)
    ]


def opened_names(
    store: Store, signed: Sequence[tuple[PersonId, Recorded]], decision: Decision, acting: Acting
) -> list[NameOut]:
    """What stands in one record, under one entry of the accounting; none where nobody signed."""
    if not signed:
        return []
    wanted = [record for _, record in signed]
    opened: list[Any] = open_content(store, wanted, decision, acting, fields=("printed_name", "meaning"))
    return [
        NameOut(by=by, signed_at=record.recorded_at, printed_name=fact.printed_name, meaning=fact.meaning)
        for (by, record), fact in zip(signed, opened, strict=True)
    ]
