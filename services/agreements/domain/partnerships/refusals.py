"""Every way a partnership says no, besides those that all agreements share; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class NotOfThatSide(Unfit):
    """A partnership is between a peer-run organisation and a host agency; the fields named tell which is neither (D6, A7)."""


class NotASide(Unfit):
    """Whatever is done about a partnership is done for one of its two sides (A7)."""


class SayForWhichSide(Unfit):
    """You are entitled at both sides, or not at the one you name. Say for which of the two you act (A7)."""


class PartnershipIncomplete(Unfit):
    """A partnership is signed when it holds everything that A7 asks for; the fields named are missing."""


class TermsLeaveAGap(Refused):
    """Terms in force cease once both have signed these, which start later: nothing would bind between. Let these start today (A7)."""


class SideHasSigned(Refused):
    """Your side has signed these terms already (A7)."""


class SignedForTheOtherSide(Refused):
    """You have signed these terms for the other side. Nobody signs for both; ask somebody else of yours (A7)."""
