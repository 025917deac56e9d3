"""Departures from what a policy set asks: with a reason, by either party; nothing is made easier or harder by one (A6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.agreements.domain.refusals import (
    DepartedAlready,
    DepartureIsOver,
    NoSuchDeparture,
    NotAskedFor,
    NotShortOfThat,
    SayWhy,
)
from services.agreements.domain.standing import Standing
from services.agreements.events import DepartureEnded, DepartureReason, DepartureRecorded, Requirement
from shared.identity import PersonId


@dataclass(frozen=True)
class Asking:
    """The edition that holds at the agency, what is asked for there, and of what the agreement falls short."""

    policy_set: UUID
    edition: int
    figures: Mapping[str, str]
    """By code, as JSON in one form."""
    short: frozenset[str]
    """Codes of what whoever asks is shown not to be met now."""


class Departing(Standing):
    """Signing waits for no figure and for no departure; what is recorded is shown beside the requirement."""

    def depart(
        self,
        by: PersonId,
        requirement: Requirement,
        why: DepartureReason,
        words: str | None,
        asking: Asking | None,
    ) -> int:
        """Either party writes down that they depart from a requirement; answers with its number."""
        self.open_to(by)
        if asking is None or requirement not in asking.figures:
            raise NotAskedFor("requirement")
        if why is DepartureReason.OTHER and words is None:
            raise SayWhy("words")
        if any(one.requirement is requirement for one in self.departures if not one.ended):
            raise DepartedAlready
        if requirement not in asking.short:
            raise NotShortOfThat
        number = len(self.departures) + 1
        self.record(
            DepartureRecorded(
                by=by,
                number=number,
                requirement=requirement,
                why=why,
                words=words,
                policy_set=asking.policy_set,
                edition=asking.edition,
                required=asking.figures[requirement],
            )
        )
        return number

    def end_departure(self, number: int, by: PersonId) -> None:
        """Either party takes one back."""
        self.open_to(by)
        found = next((one for one in self.departures if one.number == number), None)
        if found is None:
            raise NoSuchDeparture("number")
        if found.ended:
            raise DepartureIsOver
        self.record(DepartureEnded(by=by, number=number))
