"""By what somebody is known to the house: a sign-in, a handle, an e-mail address, a number; one person's at a time."""

from __future__ import annotations

from services.directory.events.parts import IdentifierKind
from shared.facts import Fact, Personal
from shared.identity import PersonId


class SignInLinked(Fact, kind="directory.SignInLinked"):
    """A sign-in of an issuer is this person's; a leaver's is not the employer's."""

    link: str
    issuer: Personal[str]
    subject: Personal[str]
    of_employer: bool


class SignInSwitchedOff(Fact, kind="directory.SignInSwitchedOff"):
    """That sign-in no longer stands for this person."""

    link: str


class IdentifierClaimed(Fact, kind="directory.IdentifierClaimed"):
    """A handle, e-mail address, employee number or sign-in is this person's; its stream's id is made of its keyed form."""

    of: IdentifierKind
    person: PersonId


class IdentifierReleased(Fact, kind="directory.IdentifierReleased"):
    """It is nobody's again."""

    person: PersonId
