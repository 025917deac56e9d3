"""What each sees of a record that is the worker's to see first, and how they count it (S8, S13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, cast

from services.sessions.events.evaluations import EvaluationShownToWorker
from services.sessions.events.performance import PerformanceShown
from shared.facts import Recorded
from shared.identity import PersonId
from shared.web.reading import Past, history

THAT_THEY_WERE_SHOWN: Final = (EvaluationShownToWorker, PerformanceShown)


class ShownFirst(Protocol):
    """A record that others see as far as the worker was shown it."""

    @property
    def worker(self) -> PersonId | None: ...

    @property
    def shown(self) -> int: ...


@dataclass(frozen=True)
class Counted:
    """One of its facts, by the number that its reader knows it by."""

    number: int
    record: Recorded


def seen_by(one: ShownFirst, records: Sequence[Recorded], reader: PersonId) -> list[Recorded]:
    """To the worker all of it; to anybody else what the worker was shown, that they were, what the worker wrote, and their own.

    What lies between two, of whom neither is the other's worker, is read by both alike.
    """
    return [
        record
        for record in records
        if one.worker in (reader, None)
        or record.stream_version <= one.shown
        or isinstance(record.fact, THAT_THEY_WERE_SHOWN)
        or cast("Any", record.fact).by in (one.worker, reader)
    ]


def counted(seen: Sequence[Recorded], *, whole: bool) -> list[Counted]:
    """Whoever is not told of the whole counts what they see, lest a gap tell them of words that the worker was not shown yet."""
    return [Counted(one.stream_version if whole else at, one) for at, one in enumerate(seen, 1)]


def counted_history(seen: Sequence[Recorded], *, whole: bool) -> list[Past]:
    return [
        past.model_copy(update={"version": one.number})
        for one in counted(seen, whole=whole)
        for past in history([one.record], lambda _: True)
    ]
