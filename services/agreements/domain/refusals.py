"""Every way an agreement says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class SupervisorIsWorker(Unfit):
    """An agreement has exactly two parties, and nobody supervises themselves (A2)."""


class NotAParty(Refused):
    """Only the two parties draft, change, sign and end an agreement (A1)."""


class AnotherPersonsPlacement(Unfit):
    """The placement named is not the worker's; whoever is supervised has a placement (D6)."""


class UnfitTerms(Unfit):
    """These terms contradict themselves or the rules; the fields named tell where (A2)."""


class TermsIncomplete(Unfit):
    """An agreement is signed when it holds everything that A2 asks for; the fields named are missing."""


class LimitsNotAcknowledged(Unfit):
    """Each party acknowledges each of the five limits of confidentiality by name; those named are missing (C1)."""


class TermsHaveChanged(Refused):
    """The terms are no longer the ones you read. Read them again before you sign (A3)."""


class TermsHaveRunOut(Unfit):
    """The last day of these terms has passed; agree on another before you sign."""


class AlreadySigned(Refused):
    """You have signed these terms already."""


class NothingUnderNegotiation(Refused):
    """No terms lie on the table. Ask to renegotiate, and propose new ones (A3)."""


class UnderNegotiation(Refused):
    """New terms already lie on the table. Revise those, or sign them (A3)."""


class NotInForce(Refused):
    """Only an agreement in force is renegotiated; a draft is simply revised (A3)."""


class KindStays(Refused):
    """What was said under one kind of supervision stays with it: new terms keep the kind in force, or widen it to both. For another kind, end this agreement and draft another (D8, S3)."""


class ReviewOutOfTime(Unfit):
    """A review is written down once it was held: not before its day, nor of a day before the terms began (A3)."""


class ReviewedThatDay(Refused):
    """A review of that day is written down already (A3)."""


class NoSuchAddendum(Unfit):
    """This agreement has no addendum of that number."""


class AddendumNotOpen(Refused):
    """This addendum was signed by both, or withdrawn, or belongs to terms that no longer bind. Propose another (A3)."""


class SupervisorNamesTheirCover(Refused):
    """The supervisor names who covers for them, and ends it. HR does only once the supervisor has left that role (A4)."""


class UnfitCover(Unfit):
    """Cover is for a year at most and not past; by none of the two, of those who name it, or who hear difficulties (A4, C7)."""


class CoveredAlready(Refused):
    """Somebody covers in that time already. End that first (A4)."""


class NoSuchCover(Unfit):
    """This agreement has no such cover."""


class CoverIsOver(Refused):
    """That cover is over (A4)."""


class OnlyTheWorkerOpens(Refused):
    """What was sealed before is the worker's to open to whoever covers (C1)."""


class NothingToShow(Unfit):
    """There is no version of the terms, or no addendum, of that number."""


class NotAskedFor(Unfit):
    """No policy set asks that of this agreement, so there is nothing to depart from (A6)."""


class SayWhy(Unfit):
    """Where no code says why the two depart from a requirement, their own words do (A6)."""


class NotShortOfThat(Refused):
    """The agreement is not found to fall short of this requirement now; a departure is from what it does not meet (A6)."""


class DepartedAlready(Refused):
    """A departure from this requirement is recorded already; take it back before you record another (A6)."""


class NoSuchDeparture(Unfit):
    """This agreement has no departure of that number."""


class DepartureIsOver(Refused):
    """This departure was taken back already (A6)."""


class AgreementIsOver(Refused):
    """This agreement has ended or expired. It stays readable, and nothing more is added."""


class PlacementHasEnded(Refused):
    """The worker's placement has ended; nothing new is signed. Please end the agreement (D6)."""


class NobodyToHearAConcern(Refused):
    """The placement has no line manager to whom a concern could go, nor has its agency named a person instead (C2)."""


class NotUnderThatPartnership(Refused):
    """Supervision takes place under a partnership that binds, covers its placement, and at one of whose sides the supervisor supervises (A7)."""


class UnderThatPartnership(Refused):
    """This supervision takes place under that partnership already (A7)."""
