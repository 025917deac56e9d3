"""What one of them brought to a meeting; an issue is laid out, and its way chosen, by the one who brought it (S9)."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Final, Self, assert_never
from uuid import UUID, uuid5

from services.sessions.catalogues.procedures import CHOSEN, IDEA, ISSUE, LAID_OUT, PICKED, codes_of
from services.sessions.domain.group_refusals import (
    Enough,
    NoIssueOfTheirs,
    NoSuchStep,
    OneIssueEach,
    TheirsWhoBroughtIt,
)
from services.sessions.events.codes import Format
from services.sessions.events.contributions import (
    CONTRIBUTION,
    Contributed,
    ContributionFact,
    ContributionMade,
    ContributionShared,
)
from shared.aggregate import Aggregate
from shared.identity import AgencyId, PersonId

SPACE: Final = UUID("7e0f3c1a-94b6-4c58-8f3d-2b6a5d90c7e4")
MOST: Final = 50
"""So much one person brings to one meeting."""
OF_WHO_BROUGHT_IT: Final = frozenset({LAID_OUT, CHOSEN})


def contribution_of(group_session: UUID, by: PersonId, number: int) -> UUID:
    """Where somebody's first, second, third contribution to a meeting lies: two of one number are never recorded."""
    return uuid5(SPACE, f"{group_session} {by} {number}")


class Contribution(Aggregate[ContributionFact]):
    """Written once, under a key of its own."""

    stream_type: ClassVar[str] = CONTRIBUTION
    begins_with: ClassVar[frozenset[str]] = frozenset({ContributionMade.kind})

    by: PersonId
    number: int
    group: UUID
    group_session: UUID
    beforehand: bool
    """Whether it was brought before the meeting was recorded as held."""
    shared: bool = False
    """Whether its author shared it with those who were there."""

    @classmethod
    def make(
        cls,
        *,
        by: PersonId,
        agency: AgencyId,
        group: UUID,
        group_session: UUID,
        format: Format,
        contributed: Contributed,
        before: Collection[str],
        brought: bool,
        beforehand: bool,
    ) -> Self:
        """`before`: the steps of what they brought already; `brought`: whether whom an idea is for did bring an issue."""
        _check(contributed, format, before, brought=brought)
        if len(before) >= MOST:
            raise Enough
        made = ContributionMade(
            by=by,
            number=len(before) + 1,
            group=group,
            group_session=group_session,
            agency=agency,
            contributed=contributed,
            beforehand=beforehand,
        )
        return cls.begin(contribution_of(group_session, by, made.number), made)

    def share(self, by: PersonId) -> None:
        """Its author, for those who were there. Said twice is said once."""
        if by != self.by:
            raise TheirsWhoBroughtIt
        if not self.shared:
            self.record(ContributionShared(by=by))

    def opens(self, *, there: bool, signed: bool) -> bool:
        """To those who were at the meeting, by whether its author was, and signed so.

        Whoever records a meeting says who was there: that somebody else names its author opens nothing that they brought
        beforehand. What they bring afterwards they bring themselves, as one who was there.
        """
        return self.shared or (signed if self.beforehand else there)

    def apply(self, fact: ContributionFact) -> None:
        match fact:
            case ContributionMade():
                self.by, self.number, self.agency = fact.by, fact.number, fact.agency
                self.group, self.group_session = fact.group, fact.group_session
                self.beforehand = fact.beforehand
            case ContributionShared():
                self.shared = True
            case _:
                assert_never(fact)


def _check(contributed: Contributed, format: Format, before: Collection[str], *, brought: bool) -> None:
    # Which issue is picked stands in the record, once.
    if contributed.step not in codes_of(format) - {PICKED}:
        raise NoSuchStep("step")
    if (contributed.on is not None) != (contributed.step == IDEA) or (contributed.on and not brought):
        raise NoIssueOfTheirs("on")
    if contributed.step == ISSUE and ISSUE in before:
        raise OneIssueEach
    if contributed.step in OF_WHO_BROUGHT_IT and ISSUE not in before:
        raise TheirsWhoBroughtIt
