"""What dates and other services set off in one service, round after round."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta

import structlog

from services.directory.relations import Relations
from services.house.logs import Log
from services.house.service import Service, UnpublishedReaction
from shared.aside import Aside
from shared.feed.shelf import Shelf
from shared.web.opaque import Secret

log = structlog.get_logger("alongside.clock")
ANSWERS_KEPT = timedelta(days=30)
FORGET_SECONDS = 3600.0


class Rounds:
    """One at a time; a call is a round, and answers how much was done."""

    def __init__(
        self,
        service: Service,
        logs: Sequence[Log],
        shelf: Shelf,
        relations: Relations,
        aside: Aside | None,
        secret: Secret,
    ) -> None:
        self._service, self._logs = service, logs
        self._shelf, self._relations = shelf, relations
        self._store, self._aside, self._secret = logs[0].store, aside, secret
        self._forgot = float("-inf")
        self._reached: dict[UnpublishedReaction, int] = {}
        """How far each log that goes to no topic was gone through since the start."""
        self._agreed = True

    def __call__(self) -> int:
        """The rounds of the logs apart wait for none but their own."""
        try:
            done = self._ordinary()
        finally:
            try:
                restricted = self._restricted()
            finally:
                unpublished = self._unpublished()
        return done + restricted + unpublished

    def _ordinary(self) -> int:
        self._compare_clocks()
        done = 0
        if time.monotonic() - self._forgot > FORGET_SECONDS:
            until, self._forgot = self._store.now() - ANSWERS_KEPT, time.monotonic()
            done = sum(log.store.answers.forget(until) for log in self._logs)
        for reaction in self._service.reactions:
            done += reaction(self._store, self._shelf, self._relations)
        if self._aside:
            for one in self._service.aside_reactions:
                done += one(self._aside, self._store, self._shelf, self._relations, self._secret)
        return done

    def _compare_clocks(self) -> None:
        """Says once that what waits for a time waits for the clocks to agree, and once that they do."""
        _, agrees = self._store.clock()
        if agrees is not self._agreed:
            said = log.info if agrees else log.warning
            said("clocks agree again" if agrees else "clocks disagree", service=self._service.name)
        self._agreed = agrees

    def _restricted(self) -> int:
        return sum(
            reaction(log.store, self._store, self._shelf, self._relations)
            for log in self._logs
            if log.restricted and log.published
            for reaction in self._service.restricted_reactions
        )

    def _unpublished(self) -> int:
        done = 0
        for log in self._logs:
            if not log.published:
                for reaction in self._service.unpublished_reactions:
                    at, many = reaction(log.store, self._reached.get(reaction, 0))
                    self._reached[reaction] = at
                    done += many
                for one in self._service.diary_reactions:
                    done += one(log.store, self._store, self._shelf, self._relations)
        return done
