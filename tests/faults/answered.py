"""A house in which many answered a round of feedback, and what somebody finds there who takes all of it away (K4)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr
from itertools import product
from random import Random
from typing import Final
from uuid import UUID

import structlog

from services.sessions.domain.waiting import ANSWER, PERSON
from shared.aside import Aside
from shared.telemetry import configure_logs
from tests.edge.given import once
from tests.edge.test_feedback import CLOSING
from tests.faults.attacker import Attacker, said
from tests.faults.loot import Loot, Row
from tests.house import Home
from tests.sessions.many import opened_round, workers

MANY: Final = 16
FEW_RIGHT: Final = 11
"""Guessing, one of sixteen is right on average; eleven or more, with any of a thousand pairs of orders, once in some ten thousand houses."""
OTHERS: Final = 40
ITEMS: Final = ("K4-04", "K4-17", "K4-33")


class Answered:
    """Each something else, in an order of their own, at times apart; and rows of others lie there before, between and after."""

    def __init__(self, home: Home, lines: io.StringIO, apart: float = 61) -> None:
        self.home, self.lines = home, lines
        self.people = workers(home, MANY)
        self.path = opened_round(home)
        self.round = UUID(self.path.rpartition("/")[2])
        values = list(product((1, 2, 3, 4, 5), repeat=3))
        dice = Random(7)
        self.given = {
            handle: [dict(zip(("item", "value"), pair, strict=True)) for pair in zip(ITEMS, one, strict=True)]
            for handle, one in zip(self.people, dice.sample(values, MANY), strict=True)
        }
        self.order = dice.sample(self.people, MANY)
        self._others()
        for handle in self.order:
            home.clock.move(seconds=apart)
            told = {"answers": self.given[handle]}
            home.as_(handle).get(self.path)
            sent = home.as_(handle).post(f"{self.path}/answers", json=told, headers=once())
            assert sent.status_code == 204, sent.text

    def _others(self) -> None:
        """Drafts, which stay."""
        for number in range(OTHERS):
            content = b'"' + b"What stays. " * 40 + b'"'
            self.aside.lay("concern-draft", f"owner {number}", content, until="2026-04-02")

    @property
    def aside(self) -> Aside:
        aside = self.home.house.rooms["sessions"].aside
        assert aside
        return aside

    @property
    def truth(self) -> dict[str, str]:
        """Whose answers are whose."""
        return {said(told): self.home.person(handle) for handle, told in self.given.items()}

    @property
    def watched(self) -> list[str]:
        """In which order they came."""
        return [self.home.person(one) for one in self.order]

    def waiting(self) -> list[bytes]:
        """Every value of the rows that wait, as it lies in the file."""
        found = self.aside._tables.all(
            "SELECT id, wrapped, nonce, sealed, mark FROM aside WHERE kind IN (?, ?)", ANSWER, PERSON
        )
        values = [value.encode() for row in found for value in dict(row).values()]
        assert len(values) == MANY * 2 * 5
        return values

    def close(self) -> None:
        self.home.clock.at = CLOSING
        self.home.settle()
        self.home.house.rooms["sessions"].react()
        self.home.settle()

    def attacked(self, more: Iterable[Row] = (), lines: Iterable[str] = ()) -> Attacker:
        """By somebody who has the house's own files and lines, and whatever else."""
        traces = self.home.house.settings.traces
        self.home.house.tracing.provider.force_flush()
        own = [*self.lines.getvalue().splitlines(), *(traces.read_text().splitlines() if traces else ())]
        return Attacker(Loot(self.home.house.settings), [*own, *lines], more)

    def found_nothing(self, attacker: Attacker) -> int:
        """That all can be read, and nothing joined. How many they guess right at the best."""
        assert (len(attacker.respondents), len(attacker.answers)) == (MANY, MANY)
        assert {one.answers for one in attacker.answers} == set(self.truth), (
            "each answer can be read, with its key"
        )
        assert attacker.narrowed() == {}
        right, where = attacker.matched(self.truth, self.watched)
        assert right < FEW_RIGHT, where
        assert self.aside.kinds(ANSWER) == self.aside.kinds(PERSON) == []
        assert len(self.aside.kinds("concern-draft")) == OTHERS
        return right


@contextmanager
def lines_kept() -> Iterator[io.StringIO]:
    """What a house in this process writes to its log."""
    lines = io.StringIO()
    with redirect_stderr(lines):
        configure_logs()
        yield lines
    structlog.reset_defaults()
