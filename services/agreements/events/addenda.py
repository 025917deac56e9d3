"""What is added to terms in force without touching them: signing never locks (A3)."""

from __future__ import annotations

from services.agreements.events.terms import Text
from shared.facts import Fact, Private
from shared.identity import PersonId


class AddendumProposed(Fact, kind="agreements.AddendumProposed"):
    """One party wrote down what shall hold besides the terms in force."""

    by: PersonId
    number: int
    terms_version: int
    text: Private[Text]
    salt: Private[str]
    digest: str


class AddendumSigned(Fact, kind="agreements.AddendumSigned"):
    """One party signed one addendum."""

    by: PersonId
    number: int
    digest: str
    printed_name: Private[str]
    meaning: Private[str]


class AddendumCameIntoForce(Fact, kind="agreements.AddendumCameIntoForce"):
    """Both signed the same addendum; it holds as long as the terms that it belongs to."""

    number: int


class AddendumWithdrawn(Fact, kind="agreements.AddendumWithdrawn"):
    """A party took back, or turned down, an addendum that does not hold yet."""

    by: PersonId
    number: int
