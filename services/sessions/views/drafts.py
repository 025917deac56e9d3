"""Drafts of concerns, where they lie: in no log, and each its author's alone (C2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.sessions.domain.drafts import Draft
from shared.aside import Aside, Laid
from shared.facts import STORED
from shared.feed.rounds import passing_over
from shared.identity import PersonId
from shared.store import NotFound
from shared.web.opaque import Secret

DRAFT: Final = "concern-draft"
GOES: Final = "concern-draft-goes"


def owner_of(secret: Secret, person: PersonId) -> str:
    """A keyed mark of theirs, since no row may name anybody."""
    return secret.mac(b"draft", person.bytes).hex()


@dataclass(frozen=True)
class Going:
    """What lies beside a draft while its notice is being given: with which concern it goes."""

    id: UUID
    draft: UUID
    concern: UUID


def going(aside: Aside) -> Iterator[Going]:
    """No draft is opened for this."""
    for laid in aside.kinds(GOES):
        with passing_over(None):
            if (content := aside.opened(laid)) is not None:
                yield Going(laid.id, UUID(bytes=content[:16]), UUID(bytes=content[16:]))


class Drafts:
    """Those of one person."""

    def __init__(self, aside: Aside, owner: str) -> None:
        self._aside, self._owner = aside, owner

    def all(self) -> list[Laid]:
        """That they are there, unopened."""
        return sorted(self._aside.of(DRAFT, self._owner), key=lambda one: (one.until, one.id))

    def begin(self, id: UUID, draft: Draft, until: date) -> None:
        """Raises IntegrityError for an id that is taken."""
        self._aside.lay(DRAFT, self._owner, _written(draft), until=until.isoformat(), id=id)

    def one(self, id: UUID) -> tuple[Laid, Draft]:
        """Raises NotFound for one that is not there, or is another's."""
        while (laid := self._aside.one(id, DRAFT)) and laid.owner == self._owner:
            if (content := self._aside.opened(laid)) is not None:
                return laid, Draft.model_validate_json(content, context=STORED, extra="ignore")
        raise NotFound

    def replace(self, laid: Laid, draft: Draft) -> bool:
        """Whether what was seen there still lay there."""
        return self._aside.replace(laid, _written(draft))

    def goes_with(self, id: UUID, concern: UUID) -> None:
        """Before a notice is given: so that the draft goes with it, also where whoever gives it dies in between."""
        if laid := self._aside.one(id, DRAFT):
            self._aside.lay(GOES, self._owner, id.bytes + concern.bytes, until=laid.until)

    def destroy(self, id: UUID) -> bool:
        """For good, once its time has come or the worker has been told; whether it was there, and theirs."""
        laid = self._aside.one(id, DRAFT)
        return laid is not None and laid.owner == self._owner and bool(self._aside.remove([id]))


def _written(draft: Draft) -> bytes:
    return draft.model_dump_json().encode()
