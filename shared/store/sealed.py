"""What is new about a thing as it is stored: each fact sealed, in its envelope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from shared.aggregate import Aggregate
from shared.facts import Fact, Part, Recorded, Sealed
from shared.facts.marks import CLOSED
from shared.identity import Acting
from shared.sealing import Row, kept_parts, seal_fields


def key_ids(thing: Aggregate[Any]) -> dict[str, str]:
    """Under which keys something of it has to be sealed, by what their names begin with."""
    prefixes = {prefix for fact in thing.new for prefix in _prefixes(fact)}
    return {prefix: f"{prefix}:{thing.id}" for prefix in prefixes}


def _prefixes(part: Part) -> Iterator[str]:
    """Of those alone that something is sealed with: what is absent, or sealed already, needs none."""
    for name, mark in kept_parts(type(part)):
        value = getattr(part, name)
        if value is None or value is CLOSED or isinstance(value, Sealed):
            continue
        if mark is None:
            yield from _prefixes(value)
        else:
            yield mark.prefix


def sealed(
    service: str, thing: Aggregate[Any], acting: Acting, at: datetime, keys: Mapping[str, tuple[str, bytes]]
) -> list[Recorded]:
    """With keys and their ids, by what those begin with."""
    acting = acting.by_respondent() if thing.anonymous else acting

    def one(place: int, fact: Fact) -> Recorded:
        version = thing.version + 1 + place
        row = Row(thing.agency, thing.stream_type, thing.id, version, fact.kind)
        by = acting.by_time() if fact.of_time else acting
        return Recorded(
            id=uuid4(),
            service=service,
            stream_type=thing.stream_type,
            stream_id=thing.id,
            stream_version=version,
            recorded_at=at,
            actor=by.actor,
            client=by.client,
            on_behalf_of=by.on_behalf_of,
            agency=thing.agency,
            correlation=by.correlation,
            causation=by.causation,
            traceparent=by.traceparent,
            once=by.once.key.hex() if by.once else None,
            policy_version=by.policy_version,
            identity_source=by.identity_source,
            directory_position=by.directory_position,
            fact=seal_fields(fact, keys.__getitem__, row),
        )

    return [one(place, fact) for place, fact in enumerate(thing.new)]
