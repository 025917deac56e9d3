"""Everything about oneself, as a file: record after record with its whole history opened, and who opened it before.

Made while it is sent, one record at a time, each under an entry of the accounting; nothing of it is kept. The last line says how
many there were, so that a file that was cut off is seen to be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from shared.access import Decision, open_content, open_persons
from shared.access.accesses import AccessesView, access_form, accesses_of
from shared.aggregate import Aggregate
from shared.facts import Fact, Recorded, Sealed, mark_of
from shared.identity import Acting
from shared.keys import Erased
from shared.store import NotFound, Store
from shared.web.calls import Call, Law
from shared.web.reading import clear

A = TypeVar("A", bound=Aggregate[Any])
Told = Callable[[Any, list[Recorded], Decision], Sequence[Recorded]]
Form = Callable[[Store, list[Recorded], Decision, Acting], BaseModel]
NDJSON: Final = "application/x-ndjson"
FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {NDJSON: {}}, "description": "One JSON a line, made while it is sent."}
}
"""What an address that answers with such a file says of it."""


def _all(_thing: Any, records: list[Recorded], _decision: Decision) -> Sequence[Recorded]:
    return records


@dataclass(frozen=True)
class Part(Generic[A]):
    """One kind of record in it: which there are, by which row each is opened, and what of its history is told."""

    call: Call
    law: Law[A]
    action: str
    ids: Iterable[UUID]
    accesses: type[AccessesView] | None
    told: Told = _all
    persons: bool = False
    """Whether it tells who somebody is: that is accounted for as such."""
    form: Form | None = None
    """How it is told to whoever may read less than its history: as where they read it."""


def export(name: str, parts: Iterable[Part[Any]], *, by_name: bool) -> StreamingResponse:
    """A file of one JSON a line; `by_name` says whether who opened what is told by person or by function."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.ndjson"', "Cache-Control": "no-store"}
    return StreamingResponse(_lines(parts, by_name), media_type=NDJSON, headers=headers)


def _lines(parts: Iterable[Part[Any]], by_name: bool) -> Iterator[bytes]:
    number = 0
    for part in parts:
        for id in part.ids:
            if (told := _record(part, id, by_name)) is not None:
                number += 1
                yield _line(told)
    yield _line({"end": True, "records": number})


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _record(part: Part[Any], id: UUID, by_name: bool) -> dict[str, Any] | None:
    """None for one that whoever asks may not read after all: a list may be older than what was decided since."""
    call, law = part.call, part.law
    try:
        thing, records = call.desk.store.past(law.kind, id)
    except NotFound:
        return None
    decision = call.weigh(law, thing, part.action)
    if not decision.allowed:
        return None
    opened_before = _opened_before(part, id, by_name)
    shown = part.told(thing, records, decision)
    return {
        "record": law.kind.stream_type,
        "id": str(id),
        **(
            _form(part.form, part, thing, shown, decision)
            if part.form
            else _history(part, thing, shown, decision)
        ),
        **({} if opened_before is None else {"opened": opened_before}),
    }


def _form(
    form: Form, part: Part[Any], thing: Any, shown: Sequence[Recorded], decision: Decision
) -> dict[str, Any]:
    call = part.call
    try:
        told = form(call.desk.store, list(shown), decision, call.acting.at(thing.agency))
    except Erased:
        return {"erased": True}
    return {"read": told.model_dump(mode="json", exclude_none=True)}


def _history(part: Part[Any], thing: Any, shown: Sequence[Recorded], decision: Decision) -> dict[str, Any]:
    sealed = [one for one in shown if _holds_sealed(one)]
    opened: dict[int, Any] = {}
    erased = False
    if sealed:
        fields = tuple(dict.fromkeys(name for one in sealed for name in _sealed_fields(one)))
        try:
            facts = _opened(part, sealed, decision, part.call.acting.at(thing.agency), fields)
            opened = {one.stream_version: fact for one, fact in zip(sealed, facts, strict=True)}
        except Erased:
            erased = True
    history = [
        {
            "version": one.stream_version,
            "name": one.name,
            "recorded_at": one.recorded_at.isoformat(),
            "by": str(one.actor),
            "fact": opened[one.stream_version].model_dump(mode="json", exclude_none=True)
            if one.stream_version in opened
            else clear(one.fact, lambda _: True),
        }
        for one in shown
    ]
    return {"erased": True, "history": history} if erased else {"history": history}


def _opened(
    part: Part[Any], sealed: list[Recorded], decision: Decision, acting: Acting, fields: tuple[str, ...]
) -> list[Fact]:
    store = part.call.desk.store
    if part.persons:
        return open_persons(store, [(one, decision) for one in sealed], acting, fields=fields)
    return open_content(store, sealed, decision, acting, fields=fields)


def _opened_before(part: Part[Any], id: UUID, by_name: bool) -> list[dict[str, Any]] | None:
    if part.accesses is None:
        return None
    rows = accesses_of(part.call.desk.shelf, id, view=part.accesses)
    return [access_form(row, by_name=by_name).model_dump(mode="json", exclude_none=True) for row in rows]


def _holds_sealed(record: Recorded) -> bool:
    return any(True for _ in _sealed_fields(record))


def _sealed_fields(record: Recorded) -> Iterator[str]:
    for name in type(record.fact).model_fields:
        value = getattr(record.fact, name)
        if isinstance(value, Sealed) or (mark_of(type(record.fact), name) is None and _within(value)):
            yield name


def _within(value: Any) -> bool:
    """Whether a part of a fact, which is a model itself, holds anything sealed."""
    fields = getattr(type(value), "model_fields", None) or ()
    return any(isinstance(getattr(value, name), Sealed) for name in fields)
