"""What a ground rests on: a section of the agency's code, or a law that demands a report (C1, C6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final
from uuid import UUID

from services.sessions.domain.concern_unfit import (
    GroundsUnfit,
    LawForbidsToTell,
    LawUnnamed,
    NoSuchLaw,
    NoSuchSection,
    NothingToCite,
    SectionUnnamed,
    TheReportComesFirst,
)
from services.sessions.events.codes import Ground
from services.sessions.events.concern_parts import NamedGround
from shared.sealing import salted_digest

OF_DANGER: Final = frozenset({Ground.SAFETY, Ground.MANDATORY_REPORTING})
"""The fourth and the fifth ground."""
OF_REGISTER: Final = frozenset({Ground.CODE_OF_CONDUCT, Ground.PROFESSIONAL_ETHICS})


@dataclass(frozen=True)
class Law:
    """A law of mandatory reporting, as the agency's policy set has it."""

    authority: str
    within_hours: int
    source: str
    worker_may_be_told: str = "yes"
    """Whether the worker may be told of it: yes, no, or once the report was made."""


@dataclass(frozen=True)
class Register:
    """The edition of a code that holds today, and its sections."""

    edition: int
    sections: frozenset[str]


@dataclass(frozen=True)
class Citable:
    """What grounds can rest on at one agency today."""

    registers: Mapping[Ground, Register] = field(default_factory=dict)
    laws: Mapping[str, Law] = field(default_factory=dict)
    policy_set: UUID | None = None
    policy_edition: int | None = None

    def digest_of(self, code: str) -> str:
        """Of all that whoever names a law is told of it: any word of it another, and it is read anew."""
        told = {"code": code, "edition": self.policy_edition, "set": str(self.policy_set)}
        return salted_digest(b"", told | asdict(self.laws[code]))  # a law is no secret: nothing to salt


@dataclass(frozen=True)
class GroundSaid:
    """A ground as it is put forward."""

    ground: Ground
    why_serious: str
    section: str | None = None
    law: str | None = None
    law_digest: str | None = None
    """Of what whoever names the law has read of it: to whom it demands a report, and how soon."""


def named(said: Sequence[GroundSaid], citable: Citable) -> tuple[NamedGround, ...]:
    """Each of them with what it rests on, in the edition that holds."""
    grounds = [one.ground for one in said]
    if not grounds or len(set(grounds)) < len(grounds):
        raise GroundsUnfit("grounds")
    found = tuple(_named(one, f"grounds.{place}", citable) for place, one in enumerate(said))
    if any(one.law and citable.laws[one.law].worker_may_be_told == "no" for one in found):
        raise LawForbidsToTell
    return found


def _named(said: GroundSaid, place: str, citable: Citable) -> NamedGround:
    if said.section and said.ground not in OF_REGISTER:
        raise NothingToCite(f"{place}.section")
    if (said.law or said.law_digest) and said.ground is not Ground.MANDATORY_REPORTING:
        raise NothingToCite(f"{place}.law")
    told: dict[str, Any] = {"ground": said.ground, "why_serious": said.why_serious}
    if said.ground in OF_REGISTER:
        return NamedGround(**told, **_section(said, place, citable))
    if said.ground is Ground.MANDATORY_REPORTING:
        return NamedGround(**told, **_law(said, place, citable))
    return NamedGround(**told)


def _section(said: GroundSaid, place: str, citable: Citable) -> dict[str, Any]:
    if said.section is None:
        raise SectionUnnamed(f"{place}.section")
    register = citable.registers.get(said.ground)
    if register is None or said.section not in register.sections:
        raise NoSuchSection(f"{place}.section")
    return {"section": said.section, "register_edition": register.edition}


def _law(said: GroundSaid, place: str, citable: Citable) -> dict[str, Any]:
    if said.law is None:
        raise LawUnnamed(f"{place}.law")
    law = citable.laws.get(said.law)
    if law is None:
        raise NoSuchLaw(f"{place}.law")
    if said.law_digest != (digest := citable.digest_of(said.law)):
        raise TheReportComesFirst(place, said.law, law, digest)
    return {"law": said.law, "policy_set": citable.policy_set, "policy_edition": citable.policy_edition}
