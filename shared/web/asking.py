"""Who asks, and what they may see and do: the policy's word, before anything is changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import structlog
from fastapi import Request
from propcache.api import cached_property

from shared.access import Decision, Policy
from shared.aggregate import Aggregate
from shared.facts import Recorded
from shared.feed.views import View
from shared.identity import Acting, PersonId
from shared.signin import Caller
from shared.telemetry import traceparent
from shared.web.desk import Desk, Law
from shared.web.opaque import link_of
from shared.web.problems import Problem, not_a_position, not_found

A = TypeVar("A", bound=Aggregate[Any])
log = structlog.get_logger("alongside.access")
SYSTEM = frozenset({"system"})


class Asking:
    """A request by somebody signed in, before it changes anything."""

    def __init__(self, desk: Desk, request: Request) -> None:
        self.desk = desk
        self._request = request
        self.caller: Caller = request.state.caller

    @cached_property
    def person(self) -> PersonId:
        """Who asks; raises 403 when the sign-in is linked to nobody."""
        link = link_of(self.desk.link_secret, self.caller.issuer, self.caller.subject)
        person = self.desk.directory.person_of(link)
        if person is None:
            self.desk.directory.require_fresh()  # who was linked a moment ago may not have been heard of
            title = "Your sign-in is not linked to a person in this house. Ask your HR or privacy officer to link it."
            raise Problem(403, "not-linked", title)
        return person

    @cached_property
    def acting(self) -> Acting:
        system = self.caller.acting_system
        return Acting(
            actor=self.person,
            client=system or self.caller.client,
            on_behalf_of=self.person if system else None,
            identity_source=self.caller.source,
            directory_position=self.desk.directory.position(),
            traceparent=traceparent(),
        )

    def weigh(self, law: Law[A], thing: A, action: str) -> Decision:
        """The policy's word where a no only shows less: nobody was refused what they asked for, so no log notes it."""
        relations = SYSTEM if self.caller.acting_system else self.related(law, thing)
        return law.policy.decide(relations, action, law.state(thing))

    def related(self, law: Law[A], thing: A) -> frozenset[str]:
        """How the person asking stands to it."""
        return law.relate(thing, self.person)

    def decide(self, law: Law[A], thing: A, action: str) -> Decision:
        """The policy's word, allow or deny; a no is noted in the log without a word of content, and none of a restricted log."""
        decision = self.weigh(law, thing, action)
        if not decision.allowed:
            self._note(decision)
        return decision

    def judge(self, policy: Policy, relations: frozenset[str], action: str, state: str = "") -> Decision:
        """As `decide`, for what is no record of its own."""
        decision = policy.decide(SYSTEM if self.caller.acting_system else relations, action, state)
        if not decision.allowed:
            self._note(decision)
        return decision

    def read(
        self, law: Law[A], id: UUID, as_of: int | datetime | None = None
    ) -> tuple[A, list[Recorded], Decision]:
        """A record that the person asking may see, and its history; 404 for any other, as for none.

        Whether they may see it is a matter of today, also where it is read as of another time.
        """
        with self.desk.directory.at_once():
            self.person  # noqa: B018  a sign-in linked to nobody is told so first
            thing, records = self.desk.store.past(law.kind, id, as_of=as_of)
            decision = self.decide(law, self.desk.store.get(law.kind, id) if as_of else thing, "see")
            if not decision.allowed:
                raise not_found()
            return thing, records, decision

    def _note(self, decision: Decision) -> None:
        if self.desk.restricted:
            return  # nothing is noted of a record that is not there: a line would tell that this one is
        told = {"action": decision.action, "rule": decision.rule, "policy": decision.version}
        log.info("denied", service=self.desk.service, **told)

    def demand(self, law: Law[A], thing: A, action: str) -> Decision:
        """404 for who may not see, 403 with the rule for who may see but not do."""
        decision = self.decide(law, thing, action)
        if decision.allowed:
            return decision
        if self.weigh(law, thing, "see").allowed:
            raise Problem(403, "not-allowed", law.policy.needed(action) or "Nobody may do that.")
        raise not_found()

    def await_view(self, view: type[View]) -> None:
        """Lists are as new as the position asked for with At-Least, or 503 after 2 s."""
        if not self.knows_place():
            raise not_a_position()
        if (place := self._at_least()) is not None:
            self.desk.shelf.wait(view, place)

    def await_log(self, *views: type[View]) -> None:
        """These views are as new as the log, or 503 after 2 s."""
        end = self.desk.store.position()
        for view in views:
            self.desk.shelf.wait(view, end)

    def knows_place(self) -> bool:
        """Whether At-Least is a place in this log, where it was sent at all."""
        try:
            self._at_least()
        except ValueError:
            return False
        return True

    def _at_least(self) -> int | None:
        token = self._request.headers.get("at-least")
        return None if token is None else self.desk.place(token)
