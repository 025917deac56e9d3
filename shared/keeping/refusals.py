"""Every way that erasing says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class UnderHold(Refused):
    """This is under a legal hold, and nothing of it is erased until that is released."""


class ShownUnderHold(Refused):
    """Another record, which may show words of this one, is under a legal hold. Nothing of this is erased until that is released."""


class StillKept(Refused):
    """The time for which this is kept is not over. Before that only what should never have been recorded is erased."""


class NothingSealed(Refused):
    """Nothing of this was ever sealed here, so there is nothing to erase."""


class OrderedAlready(Refused):
    """Its erasure is ordered already. Another person approves it, or takes it back."""


class ApprovedAlready(Refused):
    """Its erasure was approved, and is not taken back."""


class ErasedAlready(Refused):
    """This was erased already."""


class NotOrdered(Refused):
    """Nobody has ordered its erasure, or that was taken back."""


class NeedsAnotherPerson(Refused):
    """Whoever ordered an erasure does not approve it; another person does."""


class NoSuchHold(Unfit):
    """There is no such hold on this."""


class ReleasedAlready(Refused):
    """This hold was released already."""
