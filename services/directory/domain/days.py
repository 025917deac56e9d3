"""Which days can be meant."""

from __future__ import annotations

from datetime import date

from services.directory.domain.refusals import EndsBeforeItStarts, OutOfTime

EARLIEST, LATEST = 1900, 2200


def is_slip(day: date | None) -> bool:
    """A year that cannot be meant."""
    return day is not None and not EARLIEST <= day.year <= LATEST


def check_span(starts: date, ends: date | None) -> None:
    """Raises OutOfTime or EndsBeforeItStarts, naming which of the two days it is."""
    if wrong := [name for name, day in (("starts", starts), ("ends", ends)) if is_slip(day)]:
        raise OutOfTime(*wrong)
    if ends is not None and ends < starts:
        raise EndsBeforeItStarts("ends")
