"""When somebody of the other organisation sees that supervision takes place: a partner, in its own time (A7, C5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from services.agreements.domain.partnerships import Period
from services.agreements.policy.partnership import SIDE
from services.directory.relations import SUPERVISING

PARTNERS: Final = frozenset({*SIDE, *SUPERVISING})
"""Roles, held today at the peer-run organisation, that can make somebody a partner."""


def sees_every_placement(roles: AbstractSet[str]) -> bool:
    """By these roles somebody sees each placement covered; a supervisor those of the workers they supervise under it."""
    return bool(roles & set(SIDE))


def own_time(
    roles: AbstractSet[str], covered: Iterable[Period], supervised: Callable[[], Iterable[Period]]
) -> list[Period]:
    """A partner's periods: as long as it bound and covered the placement, for a supervisor while they supervised under it."""
    if sees_every_placement(roles):
        return list(covered)
    if not roles & SUPERVISING:
        return []
    mine = list(supervised())
    return [both for one in covered for other in mine if (both := one.within(other))]
