"""Every way a notice is not whole: which ground wants what said with it, and what may be left out (C1, C2)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from shared.aggregate import Refused, Unfit
from shared.identity import PersonId

if TYPE_CHECKING:
    from services.sessions.domain.citing import Law


class OneOfTwo(Unfit):
    """A concern rests on one thing: an agreement, or a group and which member of it (C1)."""


def require_one_of_two(agreement: UUID | None, group: UUID | None, worker: PersonId | None) -> None:
    if (agreement is None) == (group is None) or (group is None) != (worker is None):
        raise OneOfTwo("agreement", "group", "worker")


class GroundsUnfit(Unfit):
    """Name one or more of the five grounds, each once; there are no others (C1)."""


class SectionUnnamed(Unfit):
    """A breach of conduct or of ethics names the section that was broken, and the edition it stands in (C1)."""


class NoSuchSection(Unfit):
    """The agency's register has no such section in the edition that holds today, or keeps none (C1, D6)."""


class LawUnnamed(Unfit):
    """Mandatory reporting names the law that demands it, by its code in the agency's policy set. Talk of self-harm, or of harm to others, is not by itself this ground (C1)."""


class NoSuchLaw(Unfit):
    """The agency's policy set knows no such law of mandatory reporting (C1, C6)."""


class TheReportComesFirst(Refused):
    """Law demands this report of you, to the authority and in the time named here: first, and whatever becomes of the concern. Send back the digest of what you read. Talk of self-harm, or of harm to others, is not by itself this ground (C1, C6)."""

    def __init__(self, ground: str, code: str, law: Law, digest: str) -> None:
        super().__init__()
        self.ground, self.code, self.law, self.digest = ground, code, law, digest


class LawForbidsToTell(Refused):
    """This law does not let the worker be told. Record at /external-reports that the notice is withheld, and until when; of any other ground tell them without this one (C6)."""


class NothingToCite(Unfit):
    """Only conduct and ethics name a section, and only mandatory reporting a law (C1)."""


class DangerOfWhat(Unfit):
    """Immediate danger is a matter of safety or of mandatory reporting, and of no other ground (C1)."""


class ZeroNeedsItsGround(Unfit):
    """No time to answer at all is lawful only for safety or mandatory reporting, and with a reason (C2)."""


class NoReasonForZero(Unfit):
    """A reason for no time is given where there is none (C2)."""


class TooLittleTimeIsLeft(Unfit):
    """At least an hour of the time to answer has to lie ahead when the notice is recorded (C2)."""
