"""Words of an action that goes on from record to record: sealed once, where they were written first, and opened with each (S6).

Each later record holds them sealed within what is sealed there, so that they are erased with the record they come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final, TypeVar
from uuid import UUID

from services.sessions.domain.action_plans import OpenAction, R
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.session import Session
from services.sessions.events import SESSION, Action, Added, RecordWritten
from services.sessions.events.group_sessions import GroupAdded, GroupRecordWritten
from services.sessions.events.records import FirstIn
from shared.access import Decision, open_within
from shared.facts import Sealed
from shared.identity import Acting
from shared.keys import Erased, Keys
from shared.sealing import Row, seal
from shared.store import Store

A = TypeVar("A", Added, GroupAdded)
FIELD: Final = "what"
ACTION: Final = "sessions.Action"
"""Bound into each; it never changes."""


def going_on(keys: Keys, one: OpenAction) -> OpenAction:
    """An open action, ready to go on in another record. Raises Erased where its record was erased meanwhile."""
    action = one.action
    if action.first_in or action.what is None:
        return one
    key_id, row = f"rk:{one.session}", _row(one.session, action.number)
    sealed = seal(keys.use(key_id), key_id, row, FIELD, action.what.encode())
    told = {"session": one.session, "action": action.number}
    first_in = FirstIn(**told, nonce=sealed.n, secret=sealed.c, commitment=sealed.m)
    return OpenAction(one.session, action.model_copy(update={"first_in": first_in}))


def with_words(
    store: Store,
    of: type[Session | GroupSession],
    texts: Sequence[R],
    decision: Decision,
    acting: Acting,
) -> list[R]:
    """All that a record ever read, with the words that lie elsewhere, as far as they are not erased there.

    Each record of the same kind that they were first written in gets an entry of the accounting before they are opened.
    """
    elsewhere: dict[UUID, list[FirstIn]] = {}
    for first in dict.fromkeys(one.first_in for text in texts for one in text.actions if one.first_in):
        elsewhere.setdefault(first.session, []).append(first)
    words: dict[FirstIn, str] = {}
    erased = erased_among(store.keys, elsewhere)
    for session, those in elsewhere.items():
        if session not in erased:
            with suppress(Erased):
                words |= _opened(store, of, those, decision, acting)
    return [_with_words(text, words) for text in texts]


def reading(added: Iterable[A], texts: Iterable[R]) -> list[A]:
    """What was added to a record, each correction with its text as it is read now."""
    now = iter(texts)
    return [one.model_copy(update={"record": next(now)}) if one.record else one for one in added]


def erased_among(keys: Keys, sessions: Iterable[UUID]) -> frozenset[UUID]:
    """Whose records are erased, told without opening any."""
    ids = {f"rk:{one}": one for one in sessions}
    return frozenset(ids[gone] for gone in keys.destroyed_among([*ids]))


def still_worded(keys: Keys, actions: Sequence[Action]) -> frozenset[int]:
    """Which of these have their words yet; told without opening any."""
    erased = erased_among(keys, {one.first_in.session for one in actions if one.first_in})
    return frozenset(
        one.number for one in actions if one.first_in is None or one.first_in.session not in erased
    )


def _opened(
    store: Store,
    of: type[Session | GroupSession],
    those: Sequence[FirstIn],
    decision: Decision,
    acting: Acting,
) -> dict[FirstIn, str]:
    """Words of one record."""
    session = those[0].session
    _, records = store.past(of, session)
    [written] = (one for one in records if isinstance(one.fact, RecordWritten | GroupRecordWritten))
    sealed = [
        (
            _row(session, one.action),
            Sealed(v=1, k=f"rk:{session}", n=one.nonce, c=one.secret, m=one.commitment),
        )
        for one in those
    ]
    words = open_within(store, written, decision, acting, sealed, field=FIELD)
    return dict(zip(those, (one.decode() for one in words), strict=True))


def _with_words(text: R, words: Mapping[FirstIn, str]) -> R:
    actions = tuple(
        one.model_copy(update={"what": words[one.first_in]})
        if one.first_in and one.first_in in words
        else one
        for one in text.actions
    )
    return text.model_copy(update={"actions": actions})


def _row(session: UUID, number: int) -> Row:
    """The same wherever it goes on: which action it is, and of which record, be that of a session or of a group's meeting."""
    return Row(None, SESSION, session, number, ACTION)
