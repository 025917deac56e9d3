"""What a worker alone reads across their agreements: topics claimed twice or by nobody, and peer background (D8, K3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from pydantic import Field

from services.agreements.blocks import TOPICS, TopicBlock, code_of
from services.agreements.domain.agreement import Agreement
from services.agreements.events import Kind, Terms
from services.agreements.forms.opened import Laid, verify
from shared.access import Decision, open_content
from shared.facts import Recorded
from shared.identity import Acting, PersonId
from shared.store import Store
from shared.web.bodies import Out

SUPPORTIVE = (Kind.PROFESSIONAL_DEVELOPMENT, Kind.BOTH)


class ClaimedTopic(Out):
    """A topic that more than one agreement names: a code of the catalogue, or words that are the same."""

    topic: str
    agreements: list[UUID]


class TopicsTogether(Out):
    """Who covers which topic, across the agreements in force."""

    worker: PersonId
    claimed_twice: list[ClaimedTopic]
    claimed_by_nobody: list[TopicBlock] = Field(
        description="Topics of the catalogue that no agreement names."
    )
    without_peer_background: list[UUID] = Field(
        description="Supportive supervision whose terms tell neither of peer background nor of a substitute (D8)."
    )


def binding_terms(
    store: Store, one: Agreement, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> Terms:
    """The terms in force, opened under an entry of the accounting of their own."""
    assert one.in_force is not None
    laid = records[one.in_force.at_version - 1]
    opened = cast("Laid", open_content(store, [laid], decision, acting, fields=("terms", "salt"))[0])
    verify(one, one.in_force, opened)
    return opened.terms


def topics_form(worker: PersonId, terms: dict[UUID, Terms]) -> TopicsTogether:
    """From each agreement's terms in force, opened."""
    claims: dict[str, list[UUID]] = {}
    for id, one in terms.items():
        for topic in dict.fromkeys(_topic(line) for line in cast("tuple[str, ...]", one.topics or ())):
            claims.setdefault(topic, []).append(id)
    return TopicsTogether(
        worker=worker,
        claimed_twice=[
            ClaimedTopic(topic=topic, agreements=ids) for topic, ids in claims.items() if len(ids) > 1
        ],
        claimed_by_nobody=[block for block in TOPICS if block.code not in claims],
        without_peer_background=[
            id
            for id, one in terms.items()
            if one.kind in SUPPORTIVE and one.peer_background is None and one.peer_substitute is None
        ],
    )


def _topic(line: str) -> str:
    return code_of(line) or " ".join(line.split()).casefold()
