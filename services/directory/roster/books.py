"""What the directory knows of the agencies a roster speaks of, as of one position of its log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from unicodedata import normalize

from services.directory.domain.agency import Agency
from services.directory.forms.searching import keyed
from services.directory.relations import PlacementNow, Relations
from services.directory.views import agencies, numbered
from shared.feed.shelf import Shelf
from shared.identity import AgencyId, PersonId
from shared.store import Store


class Books:
    """Agencies by their names, and who has which number there. Numbers are known by their keyed form only."""

    def __init__(
        self, store: Store, shelf: Shelf, relations: Relations, link_secret: bytes, kept: Iterable[AgencyId]
    ) -> None:
        self.store, self.relations, self.link_secret = store, relations, link_secret
        self.kept = frozenset(kept)
        self._shelf = shelf
        self._ids: dict[str, list[AgencyId]] = {}
        for id in agencies(shelf):
            self._ids.setdefault(_plain(store.get(Agency, id).name), []).append(AgencyId(id))
        self._numbers: dict[AgencyId, Mapping[str, PersonId]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._ids)

    def agency(self, name: str) -> AgencyId | None:
        """The one agency of exactly this name."""
        found = self._ids.get(_plain(name), [])
        return found[0] if len(found) == 1 else None

    def is_ambiguous(self, name: str) -> bool:
        return len(self._ids.get(_plain(name), [])) > 1

    def holder(self, agency: AgencyId, number: str) -> PersonId | None:
        """Whose number this is; nobody's at an agency whose people one does not keep."""
        return self.numbers(agency).get(keyed(self.link_secret, "employee_number", number, agency))

    def is_erased(self, person: PersonId) -> bool:
        """Whether it was erased who that was, whose number may stand in a file all the same."""
        return self.store.keys.is_destroyed(f"pk:{person}")

    def placements(self, worker: PersonId) -> list[PlacementNow]:
        return self.relations.placements_of(worker)

    def numbers(self, agency: AgencyId) -> Mapping[str, PersonId]:
        """Everybody of an agency who has a number."""
        if agency not in self.kept:
            return {}
        if agency not in self._numbers:
            self._numbers[agency] = numbered(self._shelf, agency)
        return self._numbers[agency]


def _plain(name: str) -> str:
    return normalize("NFC", name).strip()
