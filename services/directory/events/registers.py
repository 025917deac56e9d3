"""Registers: the code of conduct and the code of ethics that an agency asks people to keep, in editions (C1, D6)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from services.directory.events.parts import Line
from shared.facts import Fact, Part
from shared.identity import AgencyId


class RegisterName(StrEnum):
    """What a breach of conduct or of ethics is a breach of (C1)."""

    CODE_OF_CONDUCT = "code-of-conduct"
    CODE_OF_ETHICS = "code-of-ethics"


class Section(Part):
    """A place in it that can be named."""

    ref: Line = Field(description="Its number or sign, once in an edition.", examples=["4.2"])
    heading: Line


class RegisterKept(Fact, kind="directory.RegisterKept"):
    """An edition of an agency's register: its sections, and where its words are kept."""

    agency: AgencyId
    name: RegisterName
    edition: int
    title: Line
    holds_from: date
    sections: tuple[Section, ...]
    kept_at: Line


RegisterFact = RegisterKept
