"""What callers send, taken as JSON means it: a number is a number, yes and no are true and false, a date is 2026-03-02."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Final, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails

Place = tuple[str | int, ...]
TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31), examples=["2026-03-02"])]
"""A day that somebody can mean: what lies outside is a slip, and at the calendar's end nobody can count on."""
SOME_ID: Final = "5b7c2f0e-3d1a-4c8e-9f60-2a4d8b1e7c35"
"""As an example."""
SOME_DIGEST: Final = "9f2c" * 16


class Out(BaseModel):
    """What is answered. How it is written is worked out when the first goes out: a start would do so for hundreds."""

    model_config = ConfigDict(defer_build=True)


class In(BaseModel):
    """A request's body: no field that is not its own, no value taken for one of another kind.

    pydantic's strict mode is no help: what it is given is Python by then, and so it would refuse dates, ids and codes too.
    """

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        defer_build=False,  # FastAPI's own adapter of a body complains when it is built late
    )

    @model_validator(mode="wrap")
    @classmethod
    def _as_it_was_sent(cls, sent: Any, take: ModelWrapValidatorHandler[Self]) -> Self:
        taken = take(sent)
        if mistaken := list(_mistaken(taken, sent, ())):
            raise ValidationError.from_exception_data(cls.__name__, mistaken)
        return taken


def field_names(of: type[BaseModel] = In) -> frozenset[str]:
    """Every name that some body has: one that is unknown where it stands may be repeated, as it is no word of the caller's."""
    return _names(of).union(*map(field_names, of.__subclasses__()))


def names_at(kind: Any, place: Sequence[str]) -> list[str]:
    """Which names a body of this kind has at a place in it."""
    forms = [*_forms(kind)]
    for part in place:
        fields = [one for form in forms for one in form.model_fields.items()]
        within = [
            inner
            for name, field in fields
            if (field.alias or name) == part
            for inner in _forms(field.annotation)
        ]
        forms = within or forms  # in a list, the same at each number
    return sorted({field.alias or name for form in forms for name, field in form.model_fields.items()})


@cache
def _names(form: type[BaseModel]) -> frozenset[str]:
    """Those of a form and of all that is filled in within it."""
    fields = form.model_fields
    within = (inner for field in fields.values() for inner in _forms(field.annotation))
    return frozenset(field.alias or name for name, field in fields.items()).union(*map(_names, within))


def _forms(kind: Any) -> Iterator[type[BaseModel]]:
    """What a value of a kind is made of: of a list of terms, the terms."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for part in get_args(kind):
        yield from _forms(part)


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
