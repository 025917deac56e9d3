"""Every way a performance record says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused, Unfit


class NotAdministrative(Refused):
    """A performance record is written by whoever supervises the worker administratively, under an agreement in force (S13, D8)."""


class NothingNoted(Unfit):
    """Say what goes well, what falls short, or both (S13)."""


class EntryOfAnother(Refused):
    """That the worker was shown an entry is said by the worker, or by whoever wrote it (S13)."""


class AnotherEntryLiesThere(Refused):
    """Something was written since, or that is no entry. Read the record again, and say which entry the worker was shown (S13)."""


class PlanEndsBeforeItStarts(Unfit):
    """A plan ends on the day it starts or later (S13)."""


class NoPlanToHaveAResult(Refused):
    """There is no plan yet whose result could be written down (S13)."""


class WorkerNotShownIt(Refused):
    """The worker has not been shown all of it yet, and sees it first (S13)."""


class PerformanceRecordIsClosed(Refused):
    """This record is closed. The worker may still add words; for anything else begin another (S13)."""
