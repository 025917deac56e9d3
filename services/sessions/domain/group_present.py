"""Who may have been at a meeting, as somebody says it (S9, S10)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from services.sessions.domain.group_refusals import (
    LedByTheirManager,
    ManagerNotAnnounced,
    UnfitAttendance,
)
from services.sessions.domain.groups import Group
from shared.identity import PersonId


@dataclass(frozen=True)
class Present:
    """Somebody who was there, as the directory had them when it began."""

    member: PersonId
    placed: bool
    """Whether the placement under which they come lasts."""
    manages: bool


def not_led_by_a_manager(group: Group, manages: bool) -> None:
    """Raises where whoever facilitates a group is line manager of somebody who belongs to it; nobody leads a circle (S9, D5)."""
    if manages and not group.is_circle:
        raise LedByTheirManager


def check_present(
    group: Group,
    present: Sequence[Present],
    by: PersonId,
    *,
    announced: bool,
    known: Collection[PersonId] = (),
) -> None:
    """Raises for who did not belong, was no longer placed, or manages and was not `announced`; `known` were found to fit before."""
    if unfit := list(_unfit(group, present, by, known)):
        raise UnfitAttendance(*unfit)
    if group.is_circle and not announced and (unsaid := list(_managing(present, known))):
        raise ManagerNotAnnounced(*unsaid)


def _unfit(
    group: Group, present: Sequence[Present], by: PersonId, known: Collection[PersonId]
) -> Iterator[str]:
    """Where somebody stands who did not belong, was no longer placed, or stood before; and whether enough were there."""
    left = set(group.members)
    for place, one in enumerate(present):
        if one.member not in left or not (one.placed or one.member in known):
            yield f"attendees.{place}"
        left.discard(one.member)
    there = {one.member for one in present}
    if len(there) < (2 if group.is_circle else 1) or (group.is_circle and by not in there):
        yield "attendees"


def _managing(present: Sequence[Present], known: Collection[PersonId]) -> Iterator[str]:
    return (
        f"attendees.{place}" for place, one in enumerate(present) if one.manages and one.member not in known
    )
