"""An agency: where it is, and whom its concerns go to (D6, C2)."""

from __future__ import annotations

import re
from functools import cache
from typing import ClassVar, Self, assert_never
from uuid import UUID
from zoneinfo import available_timezones

from services.directory.domain.refusals import HearsOwnConcerns, NotALocale, NotATimeZone
from services.directory.events import AGENCY, AgencyAdded, AgencyFact, ConcernContactNamed, Side
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId


@cache
def _time_zones() -> frozenset[str]:
    """IANA's names, which lie on the disk."""
    return frozenset(available_timezones())


class Agency(Aggregate[AgencyFact]):
    stream_type: ClassVar[str] = AGENCY
    begins_with: ClassVar[frozenset[str]] = frozenset({AgencyAdded.kind})

    name: str
    side: Side
    time_zone: str
    locale: str
    hears_concerns: PersonId | None = None
    alternate: PersonId | None = None

    @classmethod
    def add(cls, id: UUID, *, name: str, side: Side, time_zone: str, locale: str) -> Self:
        if time_zone not in _time_zones():
            raise NotATimeZone("time_zone")
        if not re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", locale):
            raise NotALocale("locale")
        return cls.begin(id, AgencyAdded(name=name, side=side, time_zone=time_zone, locale=locale))

    def name_concern_contact(self, person: PersonId, alternate: PersonId | None) -> None:
        """Who hears a concern where no line manager can (C2)."""
        if person == alternate:
            raise HearsOwnConcerns("alternate")
        if (person, alternate) != (self.hears_concerns, self.alternate):
            self.record(ConcernContactNamed(person=person, alternate=alternate))

    def apply(self, fact: AgencyFact) -> None:
        match fact:
            case AgencyAdded():
                self.agency = AgencyId(self.id)
                self.name, self.side = fact.name, fact.side
                self.time_zone, self.locale = fact.time_zone, fact.locale
            case ConcernContactNamed():
                self.hears_concerns, self.alternate = fact.person, fact.alternate
            case _:
                assert_never(fact)
