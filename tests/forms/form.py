"""What a published form asks, where each answer goes in an agreement, and the terms a filled form makes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias, cast
from uuid import UUID

from services.agreements.events import Limit, Party, Purpose

STARTS: Final = date(2026, 3, 2)
"""The first day of a filled agreement, unless a test says otherwise."""

Answer: TypeAlias = str | int | timedelta | tuple[timedelta, ...] | tuple[Limit, ...]
"""An invented answer. A span of time stands for the day so long after the first one."""

AGREEMENT: Final = {
    "parties.worker": "The worker of the agreement.",
    "parties.supervisor": "The supervisor of the agreement.",
    "signature.printed_name": "The name printed with each signature (A2).",
}
"""Where an answer can go besides the terms: who the two are, and the signatures."""


@dataclass(frozen=True, slots=True)
class Part:
    """One answer and its place by name; for an objective, also whose it is and its purpose (S3)."""

    into: str
    answer: Answer
    of: Party | None = None
    purpose: Purpose | None = None

    @property
    def field(self) -> str:
        """The field of the terms; empty where the answer goes elsewhere."""
        where, _, name = self.into.partition(".")
        return name.partition(".")[0] if where == "terms" else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a form under a short label of ours, and what became of it."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A published form: what it asks, and what every agreement must have besides (A2, C7)."""

    name: str
    source: str
    note: str
    asked: tuple[Asked, ...]
    besides: tuple[Part, ...]

    def parts(self) -> Iterator[Part]:
        """All answers, in the order of the form."""
        for asked in self.asked:
            yield from asked.parts
        yield from self.besides


def ask(label: str, into: str, answer: Answer) -> Asked:
    """The usual field, which goes to one place."""
    return Asked(label, (Part(into, answer),))


def objective(label: str, of: Party, purpose: Purpose, text: str) -> Asked:
    """A field for what somebody wants from supervision."""
    return Asked(label, (Part("terms.objectives.text", text, of, purpose),))


def outcome(label: str, of: Party, purpose: Purpose, text: str) -> Asked:
    """A field for how they will know; it belongs to the objective of the same person and purpose."""
    return Asked(label, (Part("terms.objectives.expected_outcome", text, of, purpose),))


def filled_terms(form: Form, difficulties_to: UUID, starts: date = STARTS) -> dict[str, object]:
    """The terms as the API takes them: all that the form asks, and all that is mandatory."""
    terms: dict[str, object] = {"difficulties_to": str(difficulties_to)}
    objectives: dict[tuple[Party | None, Purpose | None], dict[str, object]] = {}
    for part in form.parts():
        if part.field == "objectives":
            one = objectives.setdefault((part.of, part.purpose), {"of": part.of, "purpose": part.purpose})
            _put(one, part.into.rpartition(".")[2], part.answer)
        elif part.field:
            _put(terms, part.field, _plain(part.answer, starts))
    terms["objectives"] = list(objectives.values())
    return terms


def lost(form: Form, terms: Mapping[str, object], starts: date = STARTS) -> list[str]:
    """The labels whose answer is not found again in these terms, as read back from the API."""
    return [
        asked.label for asked in form.asked if not all(_kept(part, terms, starts) for part in asked.parts)
    ]


def _put(into: dict[str, object], name: str, answer: object) -> None:
    """Fields of a form that meet in one field of ours become its lines; nothing else may meet."""
    before = into.get(name)
    if before is None:
        into[name] = answer
    elif isinstance(before, str) and isinstance(answer, str):
        into[name] = f"{before}\n{answer}"
    else:
        raise ValueError(f"two answers for {name}")


def _plain(answer: Answer, starts: date) -> object:
    if isinstance(answer, timedelta):
        return (starts + answer).isoformat()
    if isinstance(answer, tuple):
        return [_plain(item, starts) for item in answer]
    return answer


def _kept(part: Part, terms: Mapping[str, object], starts: date) -> bool:
    if not part.field:
        return True
    kept = terms.get(part.field)
    if part.field == "objectives":
        name = part.into.rpartition(".")[2]
        objectives = cast("list[dict[str, object]]", kept or [])
        same = (one for one in objectives if (one.get("of"), one.get("purpose")) == (part.of, part.purpose))
        return any(part.answer in str(one.get(name)).split("\n") for one in same)
    answer = _plain(part.answer, starts)
    return answer in kept.split("\n") if isinstance(kept, str) else answer == kept
