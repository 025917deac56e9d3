"""Every way advice of a disconnect says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class NotYourPart(Refused):
    """A peer supervisor writes, sends and gives up advice; the worker sees it and adds to it; the agency supervisor answers (D3, A7)."""


class NothingBindsTheTwo(Refused):
    """Advice is about a worker whom you supervise today, under an agreement that is in force (D3)."""


class NotToThatPerson(Unfit):
    """Advice goes to somebody who is agency supervisor at the worker's agency today, and neither of the two (D4, A7)."""


class TheyHaveLeftThatRole(Refused):
    """The person whom this would go to is no longer agency supervisor there. Give it up, and write to another (D4)."""


class WorkerHasNotSeenIt(Refused):
    """It goes once the worker has seen this very version and said so (A7)."""


class AnotherVersionLiesThere(Refused):
    """The advice, or what the worker added to it, is no longer as you read it. Read it again (A7)."""


class SentAlready(Refused):
    """It was sent as the worker had seen it, and stays so (A7)."""


class NotSentYet(Refused):
    """Nobody answers what was not sent (A7)."""


class DisconnectIsWithdrawn(Refused):
    """This was given up before it was sent. It stays readable to the two, and nothing more is added."""
