"""Kinds of field: plain, `Private` (content, under its record's key), `Personal` (who somebody is, under theirs)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias, TypeVar, Union, cast, get_args
from unicodedata import category

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

T = TypeVar("T")
STORED: Final = "stored"
"""The validation context of what comes from a store; only there may a sealed value stand in for a plain one."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value nobody reads without its key: version, key id, nonce, ciphertext, commitment to the key."""

    v: int
    k: str
    n: str
    c: str
    m: str

    FIELDS: ClassVar[frozenset[str]] = frozenset({"v", "k", "n", "c", "m"})

    def dump(self) -> dict[str, Any]:
        return {"v": self.v, "k": self.k, "n": self.n, "c": self.c, "m": self.m}


def _only_stored(sealed: Sealed, info: core_schema.ValidationInfo) -> Sealed:
    if info.context != STORED:
        raise ValueError("a sealed value comes from a store")
    return sealed


_FORMS: Final = {"v": core_schema.literal_schema([1]), **dict.fromkeys("kncm", core_schema.str_schema())}
_SEALED: Final = core_schema.with_info_after_validator_function(
    _only_stored,
    core_schema.dataclass_schema(
        Sealed,
        core_schema.dataclass_args_schema(
            "Sealed",
            [core_schema.dataclass_field(name, form) for name, form in _FORMS.items()],
        ),
        list(_FORMS),
        slots=True,
    ),
)


SHUT: Final = "shut"
CLOSED: Final = Sealed(v=1, k="", n="", c="", m="")
"""Stands for any sealed value where nobody is going to open it: that there is one is all that a rule may know."""
_SHUT: Final = core_schema.no_info_after_validator_function(
    lambda _: CLOSED,
    core_schema.typed_dict_schema({"v": core_schema.typed_dict_field(_FORMS["v"])}, extra_behavior="ignore"),
)


def _or_else(sealed: CoreSchema, plain: CoreSchema) -> CoreSchema:
    """Either; what is absent, as most of what may be is, is seen first."""
    if plain["type"] == "nullable":
        return core_schema.nullable_schema(_or_else(sealed, plain["schema"]))
    return core_schema.union_schema([sealed, plain], mode="left_to_right")


def shut_in(schema: Any) -> Any:
    """The same schema for reading from a store, where each sealed value becomes `CLOSED`."""
    if isinstance(schema, dict):
        shut = (schema.get("metadata") or {}).get(SHUT)
        return shut or {key: shut_in(part) for key, part in schema.items() if key != "serialization"}
    return [shut_in(part) for part in schema] if isinstance(schema, list) else schema


class Mark:
    """Says under which kind of key a field is sealed, and hides `Sealed` from callers and from their schema."""

    def __init__(self, prefix: Literal["rk", "pk"]) -> None:
        self.prefix = prefix

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        plain = tuple(a for a in get_args(source) if a is not Sealed)
        schema = handler.generate_schema(Union[plain])  # noqa: UP007  made at run time

        def sealed_or_plain(value: Any, plainly: Any) -> Any:
            return value if isinstance(value, Sealed) else plainly(value)

        return core_schema.json_or_python_schema(
            json_schema=_or_else(_SEALED, schema),
            python_schema=core_schema.no_info_wrap_validator_function(sealed_or_plain, schema),
            serialization=core_schema.simple_ser_schema("any"),  # as whatever it is, sealed or plain
            metadata={SHUT: _or_else(_SHUT, schema)},
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        either = cast("core_schema.JsonOrPythonSchema", schema)
        return handler(cast("core_schema.WrapValidatorFunctionSchema", either["python_schema"])["schema"])


class Bounds:
    """How long a text may be when it is written, and that it can be read. What was stored under other bounds is still read."""

    def __init__(self, longest: int) -> None:
        self._written = core_schema.str_schema(min_length=1, max_length=longest, strip_whitespace=True)

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        def written_or_stored(value: Any, written: Any, info: core_schema.ValidationInfo) -> Any:
            return value if info.context == STORED and isinstance(value, str) else _readable(written(value))

        return core_schema.with_info_wrap_validator_function(written_or_stored, self._written)


def _readable(text: str) -> str:
    """Raises for words that nobody sees, and for what is no word at all."""
    kinds = [category(one) for one in text if one not in "\t\n\r"]
    if "Cc" in kinds:
        raise PydanticCustomError("control_character", "no control characters but tabs and line breaks")
    if not any(one[0] not in "CZ" for one in kinds):
        raise PydanticCustomError("unseen_words", "words that can be seen")
    return text


Private: TypeAlias = Annotated[T | Sealed, Mark("rk")]
Personal: TypeAlias = Annotated[T | Sealed, Mark("pk")]


@cache
def mark_of(model: type[BaseModel], name: str) -> Mark | None:
    """How a field is sealed; None for a plain one."""
    return next((m for m in model.model_fields[name].metadata if isinstance(m, Mark)), None)
