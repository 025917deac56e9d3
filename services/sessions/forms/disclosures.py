"""What was disclosed, opened and accounted for: the statement, the worker's own, and the notice that goes with them (C3)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import cast
from uuid import UUID

from pydantic import Field

from services.sessions.domain.disclosing import is_whole
from services.sessions.events.codes import Ground
from services.sessions.events.concern_parts import Consulted
from services.sessions.events.disclosures import DisclosureMade, RecipientNamed, WorkerStatementSentAlong
from services.sessions.notices import text_of
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, PersonId
from shared.keys import Erased
from shared.sealing import MovedOrAltered
from shared.store import Store
from shared.web.bodies import Out


class SentAlongOut(Out):
    """What the worker stated."""

    said_at: datetime
    words: str


class DisclosureOut(Out):
    """What was disclosed to one person; nothing else of what was said lies open to them."""

    disclosure: UUID
    notice: str = Field(description="What whoever reads this has to know.")
    grounds: list[Ground]
    statement: str = Field(
        description="The concern, in the very words that the worker was told of beforehand."
    )
    worker_statements: list[SentAlongOut]
    by: PersonId
    worker: PersonId
    to: PersonId
    consulted: Consulted
    made_at: datetime


class RecipientOut(Out):
    """Who got a disclosure, by the name of then."""

    id: UUID = Field(
        description="Of the name's own record: to have it erased once its time of keeping is over."
    )
    disclosure: UUID
    person: PersonId
    name: str | None = Field(None, description="Left out once it was erased.")


def disclosure_form(
    store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> DisclosureOut:
    """Under one entry. Raises MovedOrAltered where it is not what the worker was told of, to whom, on which grounds."""
    first, *along = open_content(store, records, decision, acting, fields=("statement", "salt", "words"))
    made = cast("DisclosureMade", first)
    if not is_whole(records[0].stream_id, made):
        raise MovedOrAltered
    return DisclosureOut(
        disclosure=records[0].stream_id,
        notice=text_of(made.template, made.template_edition),
        grounds=list(made.grounds),
        statement=cast("str", made.statement),
        worker_statements=[
            SentAlongOut(said_at=fact.said_at or record.recorded_at, words=cast("str", fact.words))
            for record, fact in zip(records[1:], cast("list[WorkerStatementSentAlong]", along), strict=True)
        ],
        by=made.by,
        worker=made.worker,
        to=made.to,
        consulted=made.consulted,
        made_at=records[0].recorded_at,
    )


def recipient_form(
    store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> RecipientOut:
    """Under one entry of its own; one name that was erased hides no other."""
    named = cast("RecipientNamed", records[0].fact)
    told = RecipientOut(id=records[0].stream_id, disclosure=named.disclosure, person=named.person)
    with suppress(Erased):
        opened = open_content(store, records, decision, acting, fields=("name",))
        told.name = cast("str", cast("RecipientNamed", opened[0]).name)
    return told
