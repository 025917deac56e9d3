"""Every way a goal says no; the docstring is what the person asking reads."""

from shared.aggregate import Refused


class NotTheirGoal(Refused):
    """The two parties of an agreement set, change and end its goals (S8)."""


class AgreementIsOverForGoals(Refused):
    """This agreement is over; a new goal goes under one that is not (S8)."""


class GoalIsTheWorkersNow(Refused):
    """Supervision between you is over. The goal stays readable to both, and the worker alone goes on with it or ends it (S8)."""


class GoalHasEnded(Refused):
    """This goal was achieved or dropped. It stays readable; set a new one to go on (S8)."""
