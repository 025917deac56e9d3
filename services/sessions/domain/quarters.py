"""Quarters of a year, by the calendar on an agency's wall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, Self


class Quarter(NamedTuple):
    """Three months; `str` gives it as facts name it: 2026-Q1."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def closed_quarters(first: date, today: date) -> Iterator[Quarter]:
    """Those from one day's on that are over today."""
    quarter = Quarter.of(first)
    while quarter < Quarter.of(today):
        yield quarter
        quarter = quarter.next
