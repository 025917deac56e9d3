"""Every way a difficulty says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class NotYourDifficulty(Refused):
    """The worker raises a difficulty and takes it back; the person whom it went to answers it (C7)."""


class NobodyIsNamed(Refused):
    """This agreement names nobody whom difficulties go to. A breach can go to a privacy officer all the same (C7, C4)."""


class TheNamedCannotTakeIt(Refused):
    """The person whom this agreement names covers for your supervisor, or has left. Go to a privacy officer, or agree on another person (C7, A4)."""


class NotYetAgreed(Unfit):
    """Nothing is in force yet, so whom the draft names may have changed since you read it. Say whom you mean (C7)."""


class NobodyToTakeABreach(Refused):
    """No privacy officer of the agency could take this: there is none today who is neither a party of the agreement nor covers it (C7, A4)."""


class OneOfSeveral(Unfit):
    """Several privacy officers could take this breach. Say which of them it goes to (C7)."""


class NotToThem(Unfit):
    """A difficulty goes to the person whom the agreement names; a breach to a privacy officer who is no party of it and does not cover it (C7, A4)."""


class BreachUnnamed(Unfit):
    """Say which of the four breaches it is (C4)."""


class NoBreachToName(Unfit):
    """A difficulty is none of the four breaches. Leave this out, or raise it as a breach (C4)."""


class DifficultyIsWithdrawn(Refused):
    """The worker has taken this back. It stays readable, and nothing more is added (C7)."""
