"""Drafts of concerns as they come in and go out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from pydantic import Field

from services.sessions.domain.drafts import Draft, Drafted, ends_soon
from shared.aside import Laid
from shared.web.bodies import In, Out

WARNING: Final = "After {} this draft is destroyed for good. What you still need of it, write down anew."


class DraftIn(Drafted, In):
    """What you have in mind. Anything may be left out; nothing of it is looked up, and nobody is told."""


class ListedDraft(Out):
    """That a draft of yours is there; it is not opened for this."""

    id: UUID
    last_day: date = Field(description="By your agency's clock the last day on which it lies there.")
    warning: str | None = Field(None, description="In its last days, that they are.")


class DraftOut(ListedDraft):
    """A draft of yours, opened for you."""

    version: int
    begun_at: datetime
    changed_at: datetime
    drafted: Drafted
    opened: list[datetime] = Field(
        description="When it was opened, this time last; noted here and nowhere else."
    )


def listed_draft(laid: Laid, today: date) -> ListedDraft:
    until = date.fromisoformat(laid.until)
    warning = WARNING.format(until.isoformat()) if ends_soon(until, today) else None
    return ListedDraft(id=laid.id, last_day=until, warning=warning)


def draft_form(laid: Laid, draft: Draft, today: date) -> DraftOut:
    return DraftOut(
        **listed_draft(laid, today).model_dump(),
        version=draft.version,
        begun_at=draft.begun_at,
        changed_at=draft.changed_at,
        drafted=draft.drafted,
        opened=list(draft.opened),
    )
