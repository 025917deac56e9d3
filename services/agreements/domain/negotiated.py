"""What two sides negotiate: one version of the terms on the table, one that binds, signatures that a revision voids (A3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Generic, Literal, TypeVar

from services.agreements.domain.parts import Negotiable, Review, Signature, Version
from services.agreements.domain.refusals import (
    AgreementIsOver,
    NothingUnderNegotiation,
    NotInForce,
    ReviewedThatDay,
    ReviewOutOfTime,
    UnderNegotiation,
)
from services.agreements.events import Stage, Why
from shared.aggregate import Aggregate
from shared.facts import Fact

F = TypeVar("F", bound=Fact)
T = TypeVar("T", bound=Negotiable)

Status = Literal["drafted", "in-force", "renegotiating", "ended", "expired"]
BINDS: Final = ("in-force", "renegotiating")
"""While new terms are negotiated, those signed before bind (A3)."""
OVER: Final = ("ended", "expired")
EXPIRY, UNSIGNED = "expiry", "unsigned"
MONTH, WEEK, FORTNIGHT = timedelta(days=30), timedelta(days=7), timedelta(days=14)
STAGES: Final = tuple(Stage)
"""In the order in which they come."""


class Negotiated(Aggregate[F], Generic[F, T]):
    """The rules that every agreement shares, whoever its two sides are; each records facts of its own."""

    versions: tuple[Version[T], ...] = ()
    signatures: tuple[Signature, ...] = ()
    in_force: Version[T] | None = None
    on_the_table: Version[T] | None = None
    over: Literal["ended", "expired"] | None = None
    why: Why | None = None
    reviews: tuple[Review, ...] = ()
    settled: frozenset[date] = frozenset()
    """Agreed review dates that a review has stood for."""
    noted: frozenset[tuple[str, date]] = frozenset()
    """What a date has set off already: which notice, of which day."""

    @property
    def status(self) -> Status:
        if self.over:
            return self.over
        if self.in_force is None:
            return "drafted"
        return "renegotiating" if self.on_the_table else "in-force"

    @property
    def binds(self) -> bool:
        """In force, whether or not new terms are being negotiated."""
        return self.in_force is not None and not self.over

    def binds_on(self, day: date) -> bool:
        """In force, and within the term of what binds."""
        if not self.binds:
            return False
        terms = self.bound().terms
        return (terms.starts is None or terms.starts <= day) and (terms.ends is None or day <= terms.ends)

    @property
    def current(self) -> Version[T]:
        """The version that binds, or the one on the table where none does yet."""
        return self.in_force or self.on_the_table or self.versions[-1]

    @property
    def proposed(self) -> Version[T] | None:
        """What lies on the table; once all is over it has come to nothing."""
        return None if self.over else self.on_the_table

    def version_to_read(self, number: int | None) -> Version[T] | None:
        """The version asked for; without a number what is proposed, else the one in force, else the last."""
        if number is None:
            return self.proposed or self.current
        return next((version for version in self.versions if version.number == number), None)

    def standing(self, version: Version[T]) -> Literal["in-force", "on-the-table", "earlier"]:
        if version == self.in_force and not self.over:
            return "in-force"
        return "on-the-table" if version == self.proposed else "earlier"

    @property
    def review_due(self) -> date | None:
        """The earliest agreed review that has not taken place, under the terms in force."""
        return next(iter(self.reviews_due), None)

    @property
    def reviews_due(self) -> tuple[date, ...]:
        """Every agreed review that has not taken place, under the terms in force."""
        agreed = self.in_force.terms.review_dates if self.in_force and not self.over else ()
        return tuple(day for day in agreed if day not in self.settled)

    def between(self, earlier: int | None, later: int | None) -> tuple[Version[T], Version[T]] | None:
        """The two versions asked about: those named, else the one that counts and the newest. None where one was never there."""
        before = self.version_to_read(earlier) if earlier else self.current
        after = self.version_to_read(later) if later else self.versions[-1]
        return (before, after) if before and after else None

    def signatures_on_the_table(self) -> tuple[Signature, ...]:
        number = self.on_the_table.number if self.on_the_table else None
        return tuple(s for s in self.signatures if s.terms_version == number and not s.void)

    def still_open(self) -> None:
        """Raises once it is over."""
        if self.over:
            raise AgreementIsOver

    def laid(self) -> Version[T]:
        """The version that is revised or signed; raises unless one lies on the table."""
        if self.on_the_table is None:
            raise NothingUnderNegotiation
        return self.on_the_table

    def bound(self) -> Version[T]:
        """The version that binds; raises unless one does."""
        if self.in_force is None:
            raise NotInForce
        return self.in_force

    def may_be_renegotiated(self) -> None:
        """Raises unless something binds and nothing else lies on the table (A3)."""
        self.bound()
        if self.on_the_table is not None:
            raise UnderNegotiation

    def settles(self, held_on: date, today: date) -> tuple[date, ...]:
        """What a review of that day stands for; raises for one that cannot have been held then.

        It stands for every agreed date up to its day; where there is none, for the next if that is at most 30 days off.
        """
        starts = self.bound().terms.starts
        if held_on > today or (starts is not None and held_on < starts):
            raise ReviewOutOfTime("held_on")
        if any(one.held_on == held_on for one in self.reviews):
            raise ReviewedThatDay
        passed = [day for day in self.reviews_due if day <= held_on]
        near = [day for day in self.reviews_due if held_on < day <= held_on + MONTH][:1]
        return (*passed, *(near if not passed else ()))

    def reviews_to_note(self, today: date) -> Iterator[tuple[date, Stage]]:
        """A month before, a week before, and once its day has passed; a stage that was slept through is left out."""
        for due in self.reviews_due:
            stage = _stage(due, today)
            said = [one for one in STAGES if (one.value, due) in self.noted]
            if stage and not any(STAGES.index(one) >= STAGES.index(stage) for one in said):
                yield due, stage

    def expiry_to_note(self, today: date) -> date | None:
        """The last day of what binds, from 30 days before, or as soon as it binds."""
        last_day = self._last_day()
        near = last_day is not None and last_day - MONTH <= today <= last_day
        return last_day if near and (EXPIRY, last_day) not in self.noted else None

    def waits_too_long(self, drafted_on: date, today: date) -> bool:
        """Two weeks after drafting nothing has come into force, and nobody has said so."""
        waits = self.in_force is None and not self.over and today >= drafted_on + FORTNIGHT
        return waits and (UNSIGNED, drafted_on) not in self.noted

    def ran_out(self, today: date) -> date | None:
        """The last day of what binds, once it has passed."""
        last_day = self._last_day()
        return last_day if last_day is not None and last_day < today else None

    def _last_day(self) -> date | None:
        return self.in_force.terms.ends if self.in_force and not self.over else None

    def _void_what_was_signed(self) -> None:
        fallen = self.signatures_on_the_table()
        self.signatures = tuple(replace(s, void=True) if s in fallen else s for s in self.signatures)

    def _lay_on_the_table(self, version: Version[T]) -> None:
        self.on_the_table = version
        self.versions += (version,)

    def _begin_to_bind(self) -> None:
        self.in_force, self.on_the_table = self.on_the_table, None
        # Under new terms a review held early stands for no date still to come: the two may have agreed on it anew.
        last = max((one.held_on for one in self.reviews), default=date.min)
        self.settled = frozenset(day for day in self.settled if day <= last)


def _stage(due: date, today: date) -> Stage | None:
    if today > due:
        return Stage.OVERDUE
    if today >= due - WEEK:
        return Stage.WEEK_BEFORE
    return Stage.MONTH_BEFORE if today >= due - MONTH else None
