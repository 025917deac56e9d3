"""A command's way into the store and back: asked for, permitted, carried out once, answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from fastapi import Response
from propcache.api import cached_property

from shared.access import Decision, Policy
from shared.aggregate import Aggregate, ClocksDisagree
from shared.identity import Once
from shared.store import Answered, AnsweredAlready, VersionConflict
from shared.web.asking import Asking
from shared.web.desk import Desk, Law, calls
from shared.web.once import Repeated, check_match, check_same, once_of, says_version
from shared.web.problems import Problem, not_known_yet

A = TypeVar("A", bound=Aggregate[Any])
Shown = Callable[[], tuple[Law[Any], Any]]
"""What an address shows where a command there changes another record, and how access to it is decided."""
Others = Sequence[Aggregate[Any]] | None
"""What a command changed besides, to be recorded with it or not at all."""
TRIES = 3


class Call(Asking):
    """A request by somebody signed in, to one service."""

    def permit(self, policy: Policy, relations: frozenset[str], action: str, state: str = "") -> Decision:
        """For what has no record yet: 403 with the rule."""
        self.answer_a_repeat()
        decision = self.judge(policy, relations, action, state)
        if not decision.allowed:
            raise Problem(403, "not-allowed", policy.needed(action) or "Nobody may do that.")
        if self._request.method == "POST" and not self._request.path_params:
            self._match_version(None)  # what is made anew has no version yet
        return decision

    def require_as_read(self, law: Law[A], thing: A) -> None:
        """Raises 412 where an If-Match came along, and what it was read of reads otherwise by now.

        Whoever is told no version of it learns nothing of it by trying: 422, whichever they send.
        """
        if says_version(self._request):
            shows = self.weigh(law, thing, "see").shows("version")
            self._match_version(thing.version if shows else None)

    def _match_version(self, version: int | None) -> None:
        if says_version(self._request) and not self._matched:
            check_match(self._request, version)
            self._matched = True

    _matched = False
    """Whether If-Match was found to name what stands."""

    def answer_a_repeat(self) -> None:
        """Raises Repeated where this very command had its effect before: it is answered as then, whatever the rules say by now."""
        self._asked  # noqa: B018

    def unheard_of(self, what: str) -> Problem:
        """409 for what this service has not heard of, or whoever asks has no part in. Raises Away where it hears nothing at all."""
        self.desk.directory.require_fresh()
        return not_known_yet(what)

    def borne_out(self) -> datetime:
        """What time it is, for what is not done before its time, and for good. Raises ClocksDisagree where no other clock bears it out."""
        now, agrees = self.desk.store.clock()
        if not agrees:
            raise ClocksDisagree
        return now

    def change(
        self,
        law: Law[A],
        id: UUID,
        action: str,
        command: Callable[[A], Others],
        *,
        if_match: bool = False,
        made: str | None = None,
        shown: Shown | None = None,
    ) -> Response:
        """Load, decide, run the command, append; loaded again when somebody was faster. 204 with the new version.

        201 where the command makes what has an address of its own: `made`. An If-Match is honoured wherever it comes along, and
        names what the address shows: this record, or what is `shown` there; without one it is 428 where `if_match` asks for it.
        """
        return self._carry_out(
            law, id, action, lambda thing: (made, command(thing)), if_match=if_match, shown=shown
        )

    def add(self, law: Law[A], id: UUID, action: str, command: Callable[[A], str]) -> Response:
        """As `change`, for a command that adds something with an address of its own, and answers with it. 201."""
        return self._carry_out(law, id, action, lambda thing: (command(thing), None))

    def _carry_out(
        self,
        law: Law[A],
        id: UUID,
        action: str,
        command: Callable[[A], tuple[str | None, Others]],
        *,
        if_match: bool = False,
        shown: Shown | None = None,
    ) -> Response:
        with self.desk.directory.at_once():
            self.answer_a_repeat()
            for _ in range(TRIES):
                thing = self.desk.store.get(law.kind, id)
                decision = self.demand(law, thing, action)
                law.require_open(self.desk.store, thing)
                if if_match:
                    check_match(self._request, thing.version)
                else:
                    self._matched = False
                    self.require_as_read(*(shown() if shown else (law, thing)))
                location, others = command(thing)
                once = self._once(201 if location else 204, location)
                try:
                    return self._append(thing, decision, once, *(others or ()))
                except VersionConflict:
                    continue
            raise VersionConflict

    def begin(
        self, thing: Aggregate[Any], decision: Decision, location: str, *others: Aggregate[Any]
    ) -> Response:
        """Record something new, once permitted, and others with it; 201 with where it lies."""
        self._match_version(thing.version)
        return self._append(thing, decision, self._once(201, location), *others)

    def append(self, thing: Aggregate[Any], decision: Decision) -> Response:
        """Record what is new about a thing that was read before in this request; 204."""
        self._match_version(thing.version)
        return self._append(thing, decision, self._once(204, None))

    def _append(
        self, thing: Aggregate[Any], decision: Decision, once: Once | None, *others: Aggregate[Any]
    ) -> Response:
        acting = replace(self.acting, policy_version=decision.version, once=once)
        status, location = (once.status, once.location) if once else self._plain
        with self.desk.tracing.span("append", service=self.desk.service, stream_type=thing.stream_type):
            try:
                position = self.desk.store.append(thing, acting, *others)
            except AnsweredAlready as again:
                return self._again(again.answered, once)
        self._request.state.if_refused = (
            None  # what befalls it from here on befalls what was recorded by itself
        )
        return self.answer(status, thing.version, position, location)

    _plain: tuple[int, str | None] = (204, None)

    def _once(self, status: int, location: str | None) -> Once | None:
        self._plain = (status, location)
        return replace(self._asked, status=status, location=location) if self._asked else None

    @cached_property
    def _asked(self) -> Once | None:
        """The caller's Idempotency-Key."""
        person = self.person  # a sign-in linked to nobody is told so first
        if once := once_of(self._request, self.desk.secret, self.acting.client, person):
            self._answer_again(once)
            # Sent twice at once, it may have its effect there after it was looked for here, and be refused here for that.
            self._request.state.if_refused = partial(self._answer_again, once)
        return once

    def _answer_again(self, once: Once) -> None:
        if answered := self.desk.store.answers.of(once.key):
            raise Repeated(self._again(answered, once))

    def _again(self, answered: Answered, once: Once | None) -> Response:
        check_same(answered, once)
        return self.answer(answered.status, answered.version, answered.position, answered.location)

    def answer(self, status: int, version: int, position: int, location: str | None = None) -> Response:
        headers = {"ETag": f'"{version}"', "Position": self.desk.position(position)}
        if location:
            headers["Location"] = location
        return Response(status_code=status, headers=headers)


__all__ = ["Call", "Desk", "Law", "calls"]
