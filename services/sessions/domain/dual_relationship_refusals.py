"""Every way a dual relationship says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class NotOfThisAgreement(Refused):
    """A dual relationship is weighed by the worker and the supervisor of one agreement, and by nobody else (S14)."""


class NothingToDecideUnder(Refused):
    """This agreement is over. Weigh it under the one that you have today; the worker may still decide here not to go on (S14)."""


class AllFourQuestions(Unfit):
    """All four questions are weighed, each once (S14)."""


class NotWeighedByBoth(Refused):
    """Both weigh the four questions before the worker goes on (S14)."""


class NotBothConfident(Refused):
    """The worker goes on only when both are confident that nobody is harmed (S14)."""
