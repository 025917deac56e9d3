"""Every way the directory says no; the docstring is what the person asking reads."""

from collections.abc import Mapping
from typing import Any

from shared.aggregate import Refused, Unfit


class NotATimeZone(Unfit):
    """A time zone is one of the IANA names, such as America/Toronto."""


class NotALocale(Unfit):
    """A locale is a language and a country, such as en-CA or fr-CA."""


class EndsBeforeItStarts(Unfit):
    """The last day is not before the first."""


class WouldProlong(Unfit):
    """What has a last day already is ended sooner, not later; for longer, begin anew."""


class AnotherPlacement(Unfit):
    """There is a placement at this agency that began otherwise or earlier; end that one before another begins."""


class OwnLineManager(Unfit):
    """Nobody is their own line manager (D5)."""


class HearsOwnConcerns(Unfit):
    """The person for concerns and who stands in for them are two people (C2)."""


class SignInTaken(Refused):
    """This sign-in is linked to somebody already."""


class NoSuchSignIn(Refused):
    """This sign-in is not linked to this person."""


class NoSuchRole(Refused):
    """This person does not have that role, or it has ended already."""


class NeedsSecondOfficer(Refused):
    """This takes two privacy officers: one proposes it, another confirms it."""


class NotAnotherOfficer(Refused):
    """What was proposed is confirmed by another privacy officer, and never by the person concerned."""


class ProposalSettled(Refused):
    """This was confirmed or withdrawn already."""


class ProposalLapsed(Refused):
    """This was proposed more than 14 days ago. Propose it anew if it is still wanted."""


class IdentifierTaken(Unfit):
    """Somebody else in the house has this already."""


class PlacementIsOver(Refused):
    """This placement has ended."""


class OfficersMakeFurtherOnes(Refused):
    """This agency has two privacy officers; they and its HR add everybody else."""


class OnlyOfficersFromHere(Refused):
    """The operator makes an agency's first two privacy officers, and nobody else; officers and HR add the others."""


class UnfitPolicySet(Unfit):
    """Figures are whole numbers from 1 to 10,000, nothing is kept for more than 100 years, topics codes of K6, each once; what is advised is asked for too; at least is no more than at most, and probation no laxer than what follows (A6)."""


class UnfitRegister(Unfit):
    """A register has sections, and each of them a sign of its own."""


class NoSuchPolicySet(Unfit):
    """There is no such policy set, or it does not hold yet on that day."""


class WeakerThanTheSet(Unfit):
    """An agency may ask for more than its policy set, never for less; to depart from a figure is for one agreement, with a reason (A6)."""

    def __init__(self, figures: Mapping[str, Any]) -> None:
        super().__init__(*(f"stricter.{code}" for code in figures))
        self.figures = figures


class ContradictsTheSet(Unfit):
    """Together with the set's figures these cannot be met: no more is asked at least than at most, and in probation no less than after it (A6)."""


class UnknownTopic(Unfit):
    """A training is on a topic of the catalogue, by its code, such as K6-01 (K6)."""


class OutOfTime(Unfit):
    """Not a day that can be meant: nothing here is before 1900 or after 2200, and a training was taken by today (D5, D7)."""


class NoRecurrence(Unfit):
    """How often you meet is an RFC 5545 rule, such as FREQ=MONTHLY;BYDAY=1TU (A6)."""


class TrainingIsWithdrawn(Refused):
    """This training was withdrawn already."""


class OutsideSupervisionIsOver(Refused):
    """The last day of this supervision was said already."""


class StillHere(Refused):
    """They hold a role or a placement in this house. End these first: a person's erasure comes after they have left."""
