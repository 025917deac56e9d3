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


def _fewer(sets: tuple[Any, ...], own: tuple[Any, ...]) -> tuple[Any, ...]:
    """What both allow; where a later edition left the agency nothing of what it chose, what the set allows."""
    return tuple(role for role in sets if role in own) or sets


def _sooner(sets: tuple[TopicDue, ...], own: tuple[TopicDue, ...]) -> tuple[TopicDue, ...]:
    due = by_topic(sets)
    for topic, days in by_topic(own).items():
        due[topic] = min(days, due.get(topic, days))
    return tuple(TopicDue(topic=topic, within_days=days) for topic, days in sorted(due.items()))


def by_topic(topics: tuple[TopicDue, ...]) -> dict[str, int]:
    return {one.topic: one.within_days for one in topics}


_STRICTER: Final[Mapping[Sense, Callable[[Any, Any], Any]]] = {
    Sense.LESS: min,
    Sense.MORE: max,
    Sense.DEMANDED: lambda sets, own: Level.REQUIRED if Level.REQUIRED in (sets, own) else Level.ADVISED,
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


def stricter(code: str, sets: Any, own: Any) -> Any:
    """The stricter of two figures of one requirement, the set's and the agency's own."""
    return _STRICTER[SENSES[code]](sets, own)


def weaker(requirements: Requirements, than: Requirements) -> dict[str, Any]:
    """Where less is asked for than there: those codes, each with the figure that stands there.

    Topics are added to each other; so only one that both name can come later than there.
    """
    mine, theirs = asked(requirements), asked(than)
    return {
        code: theirs[code]
        for code in mine.keys() & theirs.keys()
        if _is_weaker(code, mine[code], theirs[code])
    }


def _is_weaker(code: str, own: Any, sets: Any) -> bool:
    match SENSES[code]:
        case Sense.SOONER:
            theirs = by_topic(sets)
            return any(days > theirs.get(topic, days) for topic, days in by_topic(own).items())
        case Sense.FEWER:
            return not set(own) <= set(sets)
        case _:
            return bool(stricter(code, sets, own) != own)


def strictest(sets: Requirements, own: Requirements) -> Requirements:
    """Of each requirement, the stricter of the two."""
    theirs, mine = asked(sets), asked(own)
    made: dict[str, Any] = {}
    for code in mine.keys() | theirs.keys():
        if code in mine and code in theirs:
            value = stricter(code, theirs[code], mine[code])
        else:
            value = mine.get(code, theirs.get(code))
        group, _, name = code.rpartition(".")
        (made.setdefault(group, {}) if group else made)[name] = value
    return Requirements.model_validate(made)


IN_ORDER: Final = (
    ("worker.training_hours_at_least", "worker.training_hours_at_most"),
    ("session_minutes_at_least", "session_minutes_at_least_in_probation"),
    ("at_least_every_days_in_probation", "at_least_every_days"),
)
"""Of each pair, the first figure is no greater than the second: probation is not laxer than what comes after it."""


def contradictions(requirements: Requirements) -> Iterator[str]:
    """Codes of figures that cannot be met together, or that make probation the laxer time."""
    told = asked(requirements)
    for least, most in IN_ORDER:
        if least in told and most in told and told[least] > told[most]:
            yield from (least, most)
