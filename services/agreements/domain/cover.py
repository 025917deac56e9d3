"""Cover: named for a time, told to the worker, and shown nothing that the worker does not open (A4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal
from uuid import UUID

from services.agreements.domain.parts import Cover
from services.agreements.domain.refusals import (
    CoveredAlready,
    CoverIsOver,
    NoSuchCover,
    NothingToShow,
    NotInForce,
    OnlyTheWorkerOpens,
    SupervisorNamesTheirCover,
    UnfitCover,
)
from services.agreements.domain.standing import Standing
from services.agreements.events import CoverEnded, CoverNamed, CoverShown
from shared.identity import PersonId

LONGEST: Final = timedelta(days=366)
"""A longer absence asks for another supervisor, not for cover."""
Item = Literal["terms", "addendum"]


class Covering(Standing):
    """Whoever covers stands beside the two parties and becomes none of them."""

    def name_cover(
        self,
        cover: UUID,
        by: PersonId,
        person: PersonId,
        starts: date,
        ends: date,
        *,
        today: date,
        gone: bool,
    ) -> None:
        """The supervisor names who covers for them; somebody else only once the supervisor is `gone`."""
        self.still_open()
        if self.in_force is None:
            raise NotInForce
        if by != self.supervisor and not gone:
            raise SupervisorNamesTheirCover
        wrong = {
            "person": person in (*self.parties, self.in_force.terms.difficulties_to)
            or (person == by and by != self.supervisor),
            "starts": starts > ends,
            "ends": ends < today or ends - starts > LONGEST,
        }
        if fields := [name for name, is_wrong in wrong.items() if is_wrong]:
            raise UnfitCover(*fields)
        if any(one.starts <= ends and starts <= one.ends for one in self.covers if not one.ended):
            raise CoveredAlready
        self.record(CoverNamed(cover=cover, by=by, person=person, starts=starts, ends=ends))

    def end_cover(self, cover: UUID, by: PersonId, *, today: date, gone: bool) -> None:
        """Either party ends one, whoever covers their own, and somebody else only once the supervisor is `gone`."""
        self.still_open()
        one = self._going_on(cover, today)
        if by not in (*self.parties, one.person) and not gone:
            raise SupervisorNamesTheirCover
        self.record(CoverEnded(cover=cover, by=by))

    def show_to_cover(self, cover: UUID, by: PersonId, item: Item, number: int, today: date) -> None:
        """The worker, and nobody else, opens one version of the terms, or one addendum. Opened twice is opened once."""
        self.still_open()
        if by != self.worker:
            raise OnlyTheWorkerOpens
        one = self._going_on(cover, today)
        there = len(self.versions) if item == "terms" else len(self.addenda)
        if not 1 <= number <= there:
            raise NothingToShow("number")
        if (item, number) not in one.shown:
            self.record(CoverShown(cover=cover, by=by, item=item, number=number))

    def covered_by(self, person: PersonId, today: date) -> Cover | None:
        """The cover under which somebody stands in today."""
        if self.over:
            return None
        return next((one for one in self.covers if one.person == person and one.lasts(today)), None)

    def _going_on(self, cover: UUID, today: date) -> Cover:
        found = next((one for one in self.covers if one.id == cover), None)
        if found is None:
            raise NoSuchCover("cover")
        if found.ended or found.ends < today:
            raise CoverIsOver
        return found
