"""Words of an action that goes on from record to record: sealed once, where they were written first, and opened with each (S6).

Each later record holds them sealed within what is sealed there, so that they are erased with the record they come from.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from services.sessions.domain.action_plans import OpenAction, R
from services.sessions.events import SESSION, Action
from services.sessions.events.records import FirstIn
from shared.facts import Sealed
from shared.keys import Erased, Keys
from shared.sealing import Row, seal, unseal

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


def with_words(keys: Keys, record: R) -> R:
    """A record as it is read: with the words that lie elsewhere, as far as they are not erased there."""
    return record.model_copy(update={"actions": tuple(_with_words(keys, one) for one in record.actions)})


def _with_words(keys: Keys, action: Action) -> Action:
    first = action.first_in
    if first is None:
        return action
    key_id, row = f"rk:{first.session}", _row(first.session, first.action)
    sealed = Sealed(v=1, k=key_id, n=first.nonce, c=first.secret, m=first.commitment)
    try:
        words = unseal(keys.use(key_id), key_id, row, FIELD, sealed).decode()
    except Erased:
        return action
    return action.model_copy(update={"what": words})


def _row(session: UUID, number: int) -> Row:
    """The same wherever it goes on: which action it is, and of which record, be that of a session or of a group's meeting."""
    return Row(None, SESSION, session, number, ACTION)
