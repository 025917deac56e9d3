"""What callers send, taken as JSON means it: a number is a number, yes and no are true and false, a date is 2026-03-02."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final, Self, get_args

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails

Place = tuple[str | int, ...]
TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")


class In(BaseModel):
    """A request's body: no field that is not its own, no value taken for one of another kind.

    pydantic's strict mode is no help: what it is given is Python by then, and so it would refuse dates, ids and codes too.
    """

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="wrap")
    @classmethod
    def _as_it_was_sent(cls, sent: Any, take: ModelWrapValidatorHandler[Self]) -> Self:
        taken = take(sent)
        if mistaken := list(_mistaken(taken, sent, ())):
            raise ValidationError.from_exception_data(cls.__name__, mistaken)
        return taken


def field_names() -> list[str]:
    """Every name a body may have: what an unknown field is compared with, so that nothing sent needs repeating."""
    fields = ((name, field) for form in _forms(tuple(In.__subclasses__())) for name, field in form.model_fields.items())
    return sorted({field.alias or name for name, field in fields})


def _forms(kind: Any) -> Iterator[type[BaseModel]]:
    """What is filled in anywhere within a kind of value, by what its fields say they hold."""
    match kind:
        case type() if issubclass(kind, BaseModel):
            yield kind
            yield from _forms(tuple(field.annotation for field in kind.model_fields.values()))
        case tuple():
            for one in kind:
                yield from _forms(one)
        case _:
            yield from _forms(get_args(kind))


def _mistaken(taken: Any, sent: Any, place: Place) -> Iterator[InitErrorDetails]:
    """Each value that was taken for what it could mean and is not. All JSON numbers are of one kind: 60.0 is 60."""
    match taken:
        case BaseModel() if isinstance(sent, dict):
            for name in taken.model_fields_set:
                told = type(taken).model_fields[name].alias or name
                yield from _mistaken(getattr(taken, name), sent[told], (*place, told))
        case tuple() | list():
            for at, (one, its) in enumerate(zip(taken, sent, strict=True)):
                yield from _mistaken(one, its, (*place, at))
        case bool():
            if not isinstance(sent, bool):
                yield InitErrorDetails(type="bool_type", loc=place, input=None)
        case int():
            if isinstance(sent, bool | str):
                yield InitErrorDetails(type="int_type", loc=place, input=None)
        case datetime():  # which is a date too, and may be written in several ways
            if not isinstance(sent, str) or not TIME.fullmatch(sent):
                yield InitErrorDetails(type="timezone_aware", loc=place, input=None)
        case date():
            if sent != taken.isoformat():
                yield InitErrorDetails(type="date_type", loc=place, input=None)
        case _:
            pass
