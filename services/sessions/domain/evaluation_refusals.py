"""Every way an evaluation says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class NotTheirSession(Refused):
    """Those who met in a session evaluate it: each other, or themselves (S8)."""


class SayToWhom(Unfit):
    """Say who reads it: one other who was there. Only worker and supervisor of a session need not (S8)."""


class OfTheOtherOrOneself(Unfit):
    """Where you say who reads it, it is of the other or of oneself; else of the worker or of the supervisor (S8)."""


class NotThereWithYou(Unfit):
    """What is said after a session is read by one other who was there too (S8)."""


class NotBetweenThoseTwo(Unfit):
    """In group supervision one of the two facilitated, in co-supervision one is the third; between worker and supervisor it goes to the other without your saying so (S8, S9, S12)."""


class NotHeldYet(Refused):
    """An evaluation after a session needs one that was held (S8)."""


class NotAdministrativeSupervision(Refused):
    """A period is evaluated by whoever supervises the worker administratively, under an agreement in force (S8, D8)."""


class NothingRated(Unfit):
    """A period is evaluated against what a worker does and brings, or functions of the job: rate one at least (S8)."""


class NothingEvaluated(Unfit):
    """Say at least one thing: in words, or by a competence or function (S8)."""


class OneKindOrTheOther(Unfit):
    """An evaluation is formative, after a session, or summative, over a period (S8)."""


class OneThingRated(Unfit):
    """Each line rates one thing: a competence of the catalogue, by its code, or a function of the job, in words (K7)."""


class NothingRatedByThat(Unfit):
    """The catalogue has no such competence of a worker (K7)."""


class RatedTwice(Unfit):
    """The same competence or function is rated twice; say once how far it has come (K7)."""


class NoSuchPeriod(Unfit):
    """A period that is evaluated has begun before it ends, and ended by today (S8)."""


class AnotherWordLiesThere(Refused):
    """Something was added that you have not read. Read it, then say that it was shown (S13)."""


class ShownToNobodyElse(Refused):
    """What is said after a session stays between the two; nobody else ever sees it, so there is nothing to show first (S8)."""
