"""The record of a meeting as it reads now: what is signed, and what else is decided by it (S6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.sessions.domain.action_plans import Plan, as_stored
from services.sessions.events.group_sessions import GroupRecord
from shared.sealing import salted_digest

NO_ACTIONS: Final = Plan()


@dataclass(frozen=True)
class AsItReads:
    """The record as it reads now, opened to who is about to sign it."""

    digest: str
    signed: bool
    """Whether they have signed it so already."""
    refused: bool = False
    """Whether they have said why they do not sign it so."""
    plan: Plan = NO_ACTIONS
    texts: tuple[GroupRecord, ...] = ()
    """All that it ever read."""


def digest(group_session: UUID, record: GroupRecord, salt: bytes) -> str:
    """What is signed: which meeting, and every word of its record; salted, so that it tells nothing by itself.

    What is left out is not in it, so that a part added to the form later changes no digest given before; nor are words that lie
    under the key of another meeting, so that what is erased there changes none either.
    """
    signed = {
        "group_session": str(group_session),
        "record": as_stored(record).model_dump(mode="json", exclude_defaults=True),
    }
    return salted_digest(salt, signed)
