"""Every way a round of feedback says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class AnotherRoundIsOpen(Refused):
    """One round at a time: this agency has one that is not closed yet. Of two at once the difference could point at somebody (K4)."""


class BeganAlready(Unfit):
    """A round starts today or later (K4)."""


class StartsTooFarAhead(Unfit):
    """A round starts within 92 days: until it is over no other can be opened, and nobody ends it sooner (K4)."""


class TooShortOrTooLong(Unfit):
    """A round lasts a week at least, so that whoever is away can answer, and 92 days at most (K4)."""


class UnknownItem(Unfit):
    """A round asks what the catalogue has for workers (K4)."""


class OnceAnItem(Unfit):
    """Each item stands there once (K4)."""


class NotAskedInThisRound(Unfit):
    """This round does not ask that (K4)."""


class NotOnTheScale(Unfit):
    """An answer is a whole number from 1, not at all, to 5, wholly (K4)."""


class RoundHasNotBegun(Refused):
    """This round has not begun (K4)."""


class RoundIsOver(Refused):
    """This round is over (K4)."""


class AnsweredAlready(Refused):
    """You have answered. Nobody can tell any more which answers are yours, so they can be neither changed nor taken back (K4)."""
