"""Which of two requirements is the stricter: a table by sense, so that no figure needs a rule of its own (A6, D9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from services.directory.events import Level, Requirements, Sense, TopicDue


def _senses(model: type[BaseModel], within: str = "") -> Iterator[tuple[str, Sense]]:
    for name, field in model.model_fields.items():
        sense = next((one for one in field.metadata if isinstance(one, Sense)), None)
        if sense:
            yield f"{within}{name}", sense
        elif isinstance(field.annotation, type):
            yield from _senses(field.annotation, f"{within}{name}.")


SENSES: Final[Mapping[str, Sense]] = MappingProxyType(dict(_senses(Requirements)))
"""Every requirement by its code, which is its place: `supervisor.training`."""


def _fewer(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(role for role in one if role in other) or other


def _sooner(one: tuple[TopicDue, ...], other: tuple[TopicDue, ...]) -> tuple[TopicDue, ...]:
    due: dict[str, int] = {}
    for each in (*one, *other):
        due[each.topic] = min(each.within_days, due.get(each.topic, each.within_days))
    return tuple(TopicDue(topic=topic, within_days=days) for topic, days in sorted(due.items()))


_STRICTER: Final[Mapping[Sense, Callable[[Any, Any], Any]]] = {
    Sense.LESS: min,
    Sense.MORE: max,
    Sense.DEMANDED: lambda one, other: Level.REQUIRED if Level.REQUIRED in (one, other) else Level.ADVISED,
    Sense.FEWER: _fewer,
    Sense.SOONER: _sooner,
}


def value_of(requirements: Requirements, code: str) -> Any:
    return reduce(getattr, code.split("."), requirements)


def asked(requirements: Requirements) -> dict[str, Any]:
    """What is asked for, by code."""
    told = {code: value_of(requirements, code) for code in SENSES}
    return {
        code: value
        for code, value in told.items()
        if value is not None and value is not False and value != ()
    }


def stricter(code: str, one: Any, other: Any) -> Any:
    """The stricter of two figures of one requirement."""
    return _STRICTER[SENSES[code]](one, other)


def weaker(requirements: Requirements, than: Requirements) -> dict[str, Any]:
    """Where less is asked for than there: those codes, each with the figure that stands there."""
    mine, theirs = asked(requirements), asked(than)
    return {
        code: theirs[code]
        for code in mine.keys() & theirs.keys()
        if not _same(stricter(code, mine[code], theirs[code]), mine[code])
    }


def _same(one: Any, other: Any) -> bool:
    return set(one) == set(other) if isinstance(one, tuple) else bool(one == other)


def strictest(one: Requirements, other: Requirements) -> Requirements:
    """Of each requirement, the stricter of the two."""
    mine, theirs = asked(one), asked(other)
    made: dict[str, Any] = {}
    for code in mine.keys() | theirs.keys():
        if code in mine and code in theirs:
            value = stricter(code, mine[code], theirs[code])
        else:
            value = mine.get(code, theirs.get(code))
        group, _, name = code.rpartition(".")
        (made.setdefault(group, {}) if group else made)[name] = value
    return Requirements.model_validate(made)
