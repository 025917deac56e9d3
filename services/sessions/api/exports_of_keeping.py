"""Holds that somebody placed, erasures that they ordered, approved or took back, or that wait for them: part of everything about themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.api.kept import KEPT
from services.sessions.api.kept_records import Record
from shared.keeping import Keeping
from shared.web.exports import Part, naming


def kept(call: SessionsCall, mine: Mapping[str, Sequence[UUID]]) -> Iterator[Part[Any]]:
    """Of each, what they did, as long as they decide about that record: what another said of it is not about them."""
    for id in mine.get(Keeping.stream_type, []):
        keeping = call.desk.store.get(Keeping, id)
        if of := KEPT.get(keeping.target_type):
            law = Record(call, of, keeping.target).law
            yield Part(call, law, "see", [id], None, told=naming(call.person))
