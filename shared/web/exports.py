"""Everything about oneself, as a file: record after record with its whole history opened, and who opened it before.

Made while it is sent, one record at a time, each under an entry of the accounting; nothing of it is kept. The last line says how
many there were, so that a file that was cut off is seen to be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from shared.access import Decision
from shared.access.accesses import AccessesView, access_form, accesses_of
from shared.access.named import NamedView, named_in
from shared.aggregate import Aggregate
from shared.facts import Recorded
from shared.identity import OPERATOR, TIME, Acting, PersonId
from shared.keys import Erased
from shared.store import NotFound, Store
from shared.web.calls import Call, Law
from shared.web.laid_open import history_laid_open
from shared.web.problems import not_a_position

A = TypeVar("A", bound=Aggregate[Any])
Told = Callable[[Any, list[Recorded], Decision], Sequence[Recorded]]
Form = Callable[[Store, list[Recorded], Decision, Acting], BaseModel]
Seen = Callable[[Any, list[Recorded], Decision], BaseModel]
Named = Callable[[PersonId], str | None]
NDJSON: Final = "application/x-ndjson"
FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {NDJSON: {}}, "description": "One JSON a line, made while it is sent."}
}
"""What an address that answers with such a file says of it."""


def _all(_thing: Any, records: list[Recorded], _decision: Decision) -> Sequence[Recorded]:
    return records


def naming(person: PersonId, *, first: bool = False) -> Told:
    """Of a record that is many people's, what names this one; with what it began with, where that is all of theirs."""

    def told(_thing: Any, records: list[Recorded], _decision: Decision) -> Sequence[Recorded]:
        return [
            one
            for one in records
            if person in named_in(one.fact) or (first and one.stream_version == records[0].stream_version)
        ]

    return told


@dataclass(frozen=True)
class Part(Generic[A]):
    """One kind of record in it: which there are, by which row each is opened, and what of its history is told."""

    call: Call
    law: Law[A]
    action: str
    ids: Iterable[UUID]
    accesses: type[AccessesView] | None
    told: Told = _all
    between: Collection[str] | None = None
    """As what somebody is told its history, and who opened it; None for whoever may read it."""
    persons: bool = False
    """Whether it tells who somebody is: that is accounted for as such."""
    form: Form | None = None
    """How it is told to anybody else who may read it, as where they do so; without it, its history too."""
    seen: Seen | None = None
    """How it is told to whoever sees that it is there, and may not read it."""


def await_all(*those: tuple[Call, type[NamedView], type[AccessesView]]) -> None:
    """Nothing that was recorded by now is missing in the file: every list it is made by has come as far, or 503.

    Whoever says At-Least has therefore nothing more to wait for; but it has to be a place in one of these logs.
    """
    if not any(call.knows_place() for call, *_ in those):
        raise not_a_position()
    for call, *views in those:
        call.await_log(*views)


def export(call: Call, name: str, parts: Iterable[Part[Any]], *, by_name: bool) -> StreamingResponse:
    """A file of one JSON a line; `by_name` says whether who opened what is told by person or by function.

    By person is by name: outside of the house an id names nobody. Each is looked up once, as by whoever asks for the file. Raises
    Away where nobody can tell names.
    """
    name_of = cache(lambda person: call.desk.name_of(person, call.acting)) if by_name else None
    if name_of:
        name_of(call.person)  # theirs first: where that cannot be told, no file is begun
    headers = {"Content-Disposition": f'attachment; filename="{name}.ndjson"', "Cache-Control": "no-store"}
    return StreamingResponse(_lines(parts, name_of), media_type=NDJSON, headers=headers)


def _lines(parts: Iterable[Part[Any]], name_of: Named | None) -> Iterator[bytes]:
    number = 0
    for part in parts:
        for id in part.ids:
            if (told := _record(part, id, name_of)) is not None:
                number += 1
                yield _line(told)
    yield _line({"end": True, "records": number})


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _record(part: Part[Any], id: UUID, name_of: Named | None) -> dict[str, Any] | None:
    """None for one that whoever asks may not read after all: a list may be older than what was decided since."""
    call, law = part.call, part.law
    try:
        thing, records = call.desk.store.past(law.kind, id)
    except NotFound:
        return None
    told = {"record": law.kind.stream_type, "id": str(id)}
    decision = call.weigh(law, thing, part.action)
    if not decision.allowed:
        return _seen(part, thing, records, told)
    between = part.between is None or decision.relation in part.between
    opened_before = _opened_before(part, id, name_of) if between else None
    shown, acting = part.told(thing, records, decision), call.acting.at(thing.agency)
    read = (
        _form(part.form, call.desk.store, shown, decision, acting)
        if part.form and not between
        else history_laid_open(
            call.desk.store, shown, decision, acting, whole=len(shown) == len(records), persons=part.persons
        )
    )
    return told | read | ({} if opened_before is None else {"opened": opened_before})


def _seen(
    part: Part[Any], thing: Any, records: list[Recorded], told: dict[str, Any]
) -> dict[str, Any] | None:
    decision = part.call.weigh(part.law, thing, "see")
    if part.seen is None or not decision.allowed:
        return None
    return told | {"seen": part.seen(thing, records, decision).model_dump(mode="json", exclude_none=True)}


def _form(
    form: Form, store: Store, shown: Sequence[Recorded], decision: Decision, acting: Acting
) -> dict[str, Any]:
    try:
        told = form(store, list(shown), decision, acting)
    except Erased:
        return {"erased": True}
    return {"read": told.model_dump(mode="json", exclude_none=True)}


def _opened_before(part: Part[Any], id: UUID, name_of: Named | None) -> list[dict[str, Any]] | None:
    if part.accesses is None:
        return None
    rows = accesses_of(part.call.desk.shelf, id, view=part.accesses)
    return [_opened(row, name_of) for row in rows]


def _opened(row: dict[str, Any], name_of: Named | None) -> dict[str, Any]:
    """By whom, with their name beside the id; without it of somebody who was erased, and of who is no person."""
    told = access_form(row, by_name=name_of is not None).model_dump(mode="json", exclude_none=True)
    if name_of and row["person"] not in (OPERATOR, TIME) and (name := name_of(PersonId(UUID(row["person"])))):
        told["name"] = name
    return told
