"""A plan stored, some people at a time: each with all that is theirs or not at all, line managers first."""

from __future__ import annotations

from collections.abc import Iterator

from services.directory.roster.comparing import Plan
from shared.identity import Acting
from shared.store import Store

TOGETHER = 50
"""People a transaction: few enough that others need not wait for long, many enough to be quick."""


def apply(plan: Plan, store: Store, acting: Acting) -> Iterator[int]:
    """Says after each transaction how many people are stored. Cut short, the same file does the rest.

    Raises VersionConflict when somebody changed one of the next records meanwhile, Away when a part does not answer.
    """
    for at in range(0, len(plan.steps), TOGETHER):
        some = plan.steps[at : at + TOGETHER]
        first, *others = (thing for step in some for thing in step.things)
        store.append(first, acting, *others)
        yield at + len(some)
