"""Whatever is told of supervision in free text, its form reminds of naming nobody who is supported (D2)."""

from collections.abc import Iterator
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from services.house.manifest import SERVICES
from services.sessions.events.words import NOBODY_NAMED
from shared.web.bodies import In

CODES: Final = "codes of a list that the house holds; any other is refused"
SIGNED: Final = "belongs to a signature, and is said of oneself"
RULES: Final = "where a rule is published"
JOB: Final = "a function of the job, as its description has it"
DIGEST: Final = "a digest"
NO_FREE_TEXT: Final = {
    "competencies": CODES,
    "competency": CODES,
    "item": CODES,
    "items": CODES,
    "procedure": CODES,
    "prompts": CODES,
    "question": CODES,
    "step": CODES,
    "topics": CODES,
    "at": "a time of day; anything else is refused",
    "digest": DIGEST,
    "law_digest": DIGEST,
    "statement_digest": DIGEST,
    "meaning": SIGNED,
    "printed_name": SIGNED,
    "law": RULES,
    "section": RULES,
    "function": JOB,
    "functions": JOB,
    "name": "of whoever of the staff is going to be consulted",
    "authority": "an authority's name",
    "service": "an emergency service's name",
    "reference": "the sign under which an authority keeps a report",
}
"""Fields that hold text and need no reminder, each with the reason."""


def forms(above: type[BaseModel] = In) -> Iterator[type[BaseModel]]:
    for form in above.__subclasses__():
        if form.__module__.startswith("services.sessions."):
            yield form
        yield from forms(form)


def filled_in(form: type[BaseModel]) -> Iterator[tuple[str, str, FieldInfo]]:
    """Each field that may hold text, of a form and of what is filled in within it."""
    for name, field in form.model_fields.items():
        kinds = set(leaves(field.annotation))
        if str in kinds:
            yield form.__name__, name, field
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from filled_in(kind)


def leaves(kind: Any) -> Iterator[Any]:
    yield kind
    for part in get_args(kind):
        yield from leaves(part)


def asked() -> dict[tuple[str, str], str]:
    assert "sessions" in SERVICES  # its forms are all there
    told = (one for form in forms() for one in filled_in(form))
    return {(form, name): field.description or "" for form, name, field in told}


def test_every_free_text_reminds_of_naming_nobody_who_is_supported_D2() -> None:
    without = {
        (form, name)
        for (form, name), said in asked().items()
        if name not in NO_FREE_TEXT and NOBODY_NAMED not in said
    }

    assert len(asked()) > 80
    assert without == set()


def test_what_needs_no_reminder_is_asked_for_somewhere_and_has_none_D2() -> None:
    known = {name for _, name in asked()}
    reminded = {name for (_, name), said in asked().items() if NOBODY_NAMED in said}

    assert set(NO_FREE_TEXT) - known == set()
    assert set(NO_FREE_TEXT) & reminded == set()
