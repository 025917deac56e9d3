"""The history of one record with all that is sealed in it opened, under one entry of the accounting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shared.access import Decision, open_content, open_persons
from shared.facts import Fact, Recorded, Sealed, mark_of
from shared.identity import Acting
from shared.keys import Erased
from shared.store import Store
from shared.web.reading import clear


def history_laid_open(
    store: Store,
    shown: Sequence[Recorded],
    decision: Decision,
    acting: Acting,
    *,
    whole: bool,
    persons: bool,
) -> dict[str, Any]:
    """What is shown of it, opened; where that is not the whole, it is counted by what is shown: a gap would tell of more."""
    opened: dict[int, Fact] = {}
    erased = False
    if sealed := [one for one in shown if any(_sealed_fields(one))]:
        fields = tuple(dict.fromkeys(name for one in sealed for name in _sealed_fields(one)))
        try:
            facts = (
                open_persons(store, [(one, decision) for one in sealed], acting, fields=fields)
                if persons
                else open_content(store, sealed, decision, acting, fields=fields)
            )
            opened = {one.stream_version: fact for one, fact in zip(sealed, facts, strict=True)}
        except Erased:
            erased = True
    history = [
        {
            "version": one.stream_version if whole else number,
            "name": one.name,
            "recorded_at": one.recorded_at.isoformat(),
            "by": str(one.actor),
            "fact": _without_blanks(opened[one.stream_version].model_dump(mode="json", exclude_none=True))
            if one.stream_version in opened
            else clear(one.fact, lambda _: True),
        }
        for number, one in enumerate(shown, 1)
    ]
    return {"erased": True, "history": history} if erased else {"history": history}


def _without_blanks(told: Any) -> Any:
    """Nobody's words are blank: what is so fills a sealed value up, that its length tells nothing."""
    if isinstance(told, dict):
        return {
            name: _without_blanks(it)
            for name, it in told.items()
            if not isinstance(it, str) or it.strip() != ""
        }
    return [_without_blanks(one) for one in told] if isinstance(told, list) else told


def _sealed_fields(record: Recorded) -> Iterator[str]:
    for name in type(record.fact).model_fields:
        value = getattr(record.fact, name)
        if isinstance(value, Sealed) or (mark_of(type(record.fact), name) is None and _within(value)):
            yield name


def _within(value: Any) -> bool:
    """Whether a part of a fact, which is a model itself, holds anything sealed."""
    fields = getattr(type(value), "model_fields", None) or ()
    return any(isinstance(getattr(value, name), Sealed) for name in fields)
