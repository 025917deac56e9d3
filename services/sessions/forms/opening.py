"""How content of a session is opened: one entry of the accounting each time, naming what and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, cast

from services.sessions.domain.session import Session
from services.sessions.domain.written import AddedBy, Written
from services.sessions.events import (
    Added,
    AgendaItem,
    AgendaItemAdded,
    AttendanceSigned,
    ContactHeld,
    LookedAt,
    Method,
    RecordAddedTo,
    RecordWritten,
    SessionCancelled,
    SessionCorrected,
    SessionHeld,
    SessionRecord,
    SessionScheduled,
)
from services.sessions.forms.carried import reading, with_words
from services.sessions.forms.opened import ItemOut, LookedAtOut, SignatureOut, WordsOut
from shared.access import Decision, open_content
from shared.facts import Fact, Recorded, Sealed
from shared.identity import Acting, PersonId
from shared.store import Store

HOW: Final = (SessionScheduled, ContactHeld, SessionHeld, SessionCorrected)
"""In which it is said how practice was looked at (S1)."""
METHODS: Final = ("methods", "looked_at")


def opened_record(
    store: Store,
    session: Session,
    records: Sequence[Recorded],
    decision: Decision,
    acting: Acting,
    *,
    words: bool = True,
) -> Written:
    """The record of a session with all that was added to it; `words` of actions that lie under the keys of others, too."""
    assert session.written is not None
    wanted = [records[at - 1] for at in (session.written, *session.additions)]
    first, *added = open_content(store, wanted, decision, acting, fields=("record", "salt", "added"))
    written, more = cast("RecordWritten", first), cast("Sequence[RecordAddedTo]", added)
    said = [cast("Added", one.added) for one in more]
    texts = [cast("SessionRecord", written.record), *(one.record for one in said if one.record)]
    if words:
        texts = with_words(store, Session, texts, decision, acting)
    read, *corrected = texts
    return Written(
        session.id,
        read,
        bytes.fromhex(cast("str", written.salt)),
        tuple(AddedBy(one.by, now) for one, now in zip(more, reading(said, corrected), strict=True)),
    )


def opened_items(
    store: Store, records: Sequence[Recorded], versions: Sequence[int], decision: Decision, acting: Acting
) -> list[ItemOut]:
    """What was put on the agenda at these versions; nothing is opened where nothing is."""
    wanted = [records[at - 1] for at in versions]
    if not wanted:
        return []
    opened = open_content(store, wanted, decision, acting, fields=("item",))
    return [
        ItemOut(
            number=fact.number, by=fact.by, added_at=record.recorded_at, item=cast("AgendaItem", fact.item)
        )
        for record, fact in zip(wanted, cast("Sequence[AgendaItemAdded]", opened), strict=True)
    ]


def opened_words(
    store: Store, session: Session, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> WordsOut:
    """How practice was looked at, why it was called off, what was signed under attendance; nothing is opened where nothing is."""
    told = WordsOut(session=session.id, looked_at=[], attendance=[])
    wanted = _holding_words(session, records, acting, (*HOW, SessionCancelled, AttendanceSigned))
    if not wanted:
        return told
    fields = (*METHODS, "reason", "attendance")
    opened = open_content(store, wanted, decision, acting, fields=fields)
    told.looked_at = _each_saying(wanted, opened)
    told.methods = told.looked_at[-1].methods if told.looked_at else None
    for record, fact in zip(wanted, opened, strict=True):
        match fact:
            case SessionCancelled():
                told.reason = cast("str | None", fact.reason)
            case AttendanceSigned():
                told.attendance.append(
                    SignatureOut(
                        by=fact.by,
                        signed_at=record.recorded_at,
                        printed_name=cast("str", fact.printed_name),
                        meaning=cast("str", fact.meaning),
                    )
                )
            case _:
                pass
    return told


def said_last(
    store: Store, session: Session, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> LookedAt | None:
    """How practice was looked at, as it was said last of what is open to whoever asks; None where nobody said it."""
    wanted = _holding_words(session, records, acting, HOW)
    if not wanted:
        return None
    said = _each_saying(wanted, open_content(store, wanted, decision, acting, fields=METHODS))
    return LookedAt(methods=tuple(said[-1].methods)) if said else None


def _holding_words(
    session: Session, records: Sequence[Recorded], acting: Acting, kinds: tuple[type[Fact], ...]
) -> list[Recorded]:
    """What is sealed in facts of these kinds, as far as it is open to whoever asks."""
    reader = cast("PersonId", acting.actor)
    open_to_them = (one for one in records if session.may_read(reader, one.stream_version))
    return [one for one in open_to_them if isinstance(one.fact, kinds) and holds_words(one.fact)]


def _each_saying(wanted: Sequence[Recorded], opened: Sequence[Fact]) -> list[LookedAtOut]:
    return [
        LookedAtOut(by=fact.by, said_at=record.recorded_at, methods=list(said))
        for record, fact in zip(wanted, opened, strict=True)
        if isinstance(fact, HOW) and (said := _looked_at(fact)) is not None
    ]


def _looked_at(
    fact: SessionScheduled | ContactHeld | SessionHeld | SessionCorrected,
) -> tuple[Method, ...] | None:
    if fact.looked_at is not None:
        return cast("LookedAt", fact.looked_at).methods
    # In the first facts of these kinds, empty was not said.
    return None if isinstance(fact, SessionCorrected) else cast("tuple[Method, ...]", fact.methods) or None


def read_by(reader: PersonId) -> Callable[[Session, list[Recorded], Decision], Sequence[Recorded]]:
    """A session's history for whoever takes everything about themselves along: what is not open to them is left out of it."""

    def told(session: Session, records: list[Recorded], _: Decision) -> Sequence[Recorded]:
        return [
            one if session.may_read(reader, one.stream_version) else replace(one, fact=_shut(one.fact))
            for one in records
            if session.may_read(reader, one.stream_version) or not isinstance(one.fact, AgendaItemAdded)
        ]

    return told


def put_on_agenda_by(author: PersonId) -> Callable[[Session, list[Recorded], Decision], Sequence[Recorded]]:
    """What somebody put on the agenda themselves, and nothing else of a session's history."""

    def told(session: Session, records: list[Recorded], _: Decision) -> Sequence[Recorded]:
        return [records[at - 1] for at in session.items_by(author)]

    return told


def _shut(fact: Fact) -> Fact:
    return fact.model_copy(
        update=dict.fromkeys((name for name, value in fact if isinstance(value, Sealed)), None)
    )


def holds_words(fact: Fact) -> bool:
    return any(isinstance(value, Sealed) for _, value in fact)
