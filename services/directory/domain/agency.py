"""An agency: where it is, whom its concerns go to, which policy set it goes by (D6, C2, A6)."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import ClassVar, Final, Self, assert_never
from uuid import UUID

from services.directory.domain.policy_set import PolicySet, unfit
from services.directory.domain.refusals import (
    ContradictsTheSet,
    HearsOwnConcerns,
    NoSuchPolicySet,
    NotALocale,
    NotATimeZone,
    UnfitPolicySet,
    WeakerThanTheSet,
)
from services.directory.domain.strictness import contradictions, strictest, weaker
from services.directory.events import (
    AGENCY,
    AgencyAdded,
    AgencyFact,
    ConcernContactNamed,
    PolicySetChosen,
    Requirements,
    Side,
)
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId

LOCALE: Final = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
"""A language and a country: en-CA."""


@cache
def _time_zones() -> frozenset[str]:
    """IANA's names alone: a machine's own list has more, which mean another zone on another machine, or none."""
    return frozenset(files("tzdata").joinpath("zones").read_text().split()) - {"Factory"}


class Agency(Aggregate[AgencyFact]):
    stream_type: ClassVar[str] = AGENCY
    begins_with: ClassVar[frozenset[str]] = frozenset({AgencyAdded.kind})

    name: str
    side: Side
    time_zone: str
    locale: str
    hears_concerns: PersonId | None = None
    alternate: PersonId | None = None
    choices: tuple[PolicySetChosen, ...] = ()

    @classmethod
    def add(cls, id: UUID, *, name: str, side: Side, time_zone: str, locale: str) -> Self:
        if time_zone not in _time_zones():
            raise NotATimeZone("time_zone")
        if not LOCALE.fullmatch(locale):
            raise NotALocale("locale")
        return cls.begin(id, AgencyAdded(name=name, side=side, time_zone=time_zone, locale=locale))

    def name_concern_contact(self, person: PersonId, alternate: PersonId | None) -> None:
        """Who hears a concern where no line manager can (C2)."""
        if person == alternate:
            raise HearsOwnConcerns("alternate")
        if (person, alternate) != (self.hears_concerns, self.alternate):
            self.record(ConcernContactNamed(person=person, alternate=alternate))

    def choose_policy_set(self, chosen: PolicySet, holds_from: date, stricter: Requirements) -> None:
        """Go by a set from a day on; what the agency asks for beyond it is nowhere less than the set does (A6)."""
        edition = chosen.edition_on(holds_from)
        if edition is None:
            raise NoSuchPolicySet("policy_set")
        if codes := list(unfit(stricter)):
            raise UnfitPolicySet(*(f"stricter.{code}" for code in codes))
        if figures := weaker(stricter, than=edition.rules.requirements):
            raise WeakerThanTheSet(figures)
        if codes := list(contradictions(strictest(edition.rules.requirements, stricter))):
            raise ContradictsTheSet(*(f"stricter.{code}" for code in codes))
        told = PolicySetChosen(policy_set=chosen.id, holds_from=holds_from, stricter=stricter)
        if self.choices[-1:] != (told,):
            self.record(told)

    def choice_on(self, day: date) -> PolicySetChosen | None:
        """The latest of those that hold by then: what was said later counts, from its day on."""
        return next((one for one in reversed(self.choices) if one.holds_from <= day), None)

    def apply(self, fact: AgencyFact) -> None:
        match fact:
            case AgencyAdded():
                self.agency = AgencyId(self.id)
                self.name, self.side = fact.name, fact.side
                self.time_zone, self.locale = fact.time_zone, fact.locale
            case ConcernContactNamed():
                self.hears_concerns, self.alternate = fact.person, fact.alternate
            case PolicySetChosen():
                self.choices += (fact,)
            case _:
                assert_never(fact)
