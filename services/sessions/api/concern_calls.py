"""A request about a concern: what it rests on, what has to be opened to decide, and who is told that something waits (C2)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID

from fastapi import Depends

from services.directory.relations import RegisterName
from services.sessions.api.concern_covering import CoveringCall
from services.sessions.api.still_kept import require_kept
from services.sessions.domain.citing import Citable, Law, Register
from services.sessions.domain.concern import Concern
from services.sessions.domain.concern_answers import People
from services.sessions.domain.concern_refusals import NoPlacementNamed
from services.sessions.domain.disclosing import Stated
from services.sessions.domain.raising import Under
from services.sessions.events.codes import Ground
from services.sessions.events.concern_beside import StatementAdded
from services.sessions.events.concerns import EscalationNoticeGiven, WorkerDeclined
from services.sessions.forms.concern_words import about_of, opened_facts
from services.sessions.policy import CONCERNS, relate_to_concern
from services.sessions.views import (
    AgreementKnown,
    MembershipKnown,
    memberships,
    reach_known_up_to,
    unreached_since,
)
from shared.access import Decision
from shared.aggregate import Aggregate, Refused
from shared.facts import Recorded
from shared.identity import Acting, AgencyId, PersonId, PlacementId
from shared.tables import Away
from shared.web.calls import calls
from shared.web.desk import Law as AccessLaw
from shared.web.desk import Told
from shared.web.problems import not_known_yet

A = TypeVar("A", bound=Aggregate[Any])
STATING: Final = AccessLaw(
    Concern, CONCERNS, relate_to_concern, lambda one: "over" if one.is_over else "running"
)
"""Of the worker's statement, which goes along with what was disclosed also once the concern itself is erased."""
LAW: Final = replace(STATING, require_open=require_kept)
TOLD: Final = "Told"
TELLS: Final = {TOLD: "What became of the e-mail to the worker: `sent`, `no-address` or `not-sent`."}
REGISTERS: Final = {
    Ground.CODE_OF_CONDUCT: RegisterName.CODE_OF_CONDUCT,
    Ground.PROFESSIONAL_ETHICS: RegisterName.CODE_OF_ETHICS,
}


class ConcernCall(CoveringCall):
    """Over the restricted log."""

    def under_group(self, group: UUID, worker: PersonId) -> Under:
        """The same of a member, by what they took on in joining; to whoever does not facilitate the group it is not known."""
        member, placement = self.member(group, worker)
        rules = self.relations.concern_rules_at(member.agency, self.today(member.agency))
        return Under(
            worker=worker,
            supervisors=frozenset({self.person} if member.is_led_by(self.person) else ()),
            agency=member.agency,
            placement=placement,
            limits_acknowledged_at=member.acknowledged_at,
            group=group,
            seen_after_hours=rules.seen_after_hours,
        )

    def member(self, group: UUID, worker: PersonId) -> tuple[MembershipKnown, PlacementId]:
        """Of a group: their last membership, and the placement it names."""
        found = memberships(self.desk.shelf, worker, group)
        if not found or self.person not in (worker, found[-1].supervised_by):
            raise self.unheard_of("group")
        if found[-1].placement is None:
            raise NoPlacementNamed
        return found[-1], found[-1].placement

    def under(self, known: AgreementKnown) -> Under:
        """What a concern under an agreement rests on today; to whoever may not see that it takes place it is not known."""
        today = self.today(known.agency)
        supervising = self.supervising_on(known, today)
        self.require_may_see(known)
        if self.person in supervising:
            self.require_heard(known.id)
        rules = self.relations.concern_rules_at(known.agency, today)
        return Under(
            worker=known.worker,
            supervisors=frozenset() if known.is_over else supervising,
            agency=known.agency,
            placement=known.placement,
            limits_acknowledged_at=known.in_force_at,
            agreement=known.id,
            seen_after_hours=rules.seen_after_hours,
        )

    def citable(self, agency: AgencyId) -> Citable:
        """The agency's codes and the laws of its policy set, as they hold today."""
        self.relations.require_fresh()
        today = self.today(agency)
        kept = {ground: self.relations.register_at(agency, name, today) for ground, name in REGISTERS.items()}
        required = self.relations.requirements_at(agency, today)
        return Citable(
            registers={
                ground: Register(one.edition, frozenset(section.ref for section in one.sections))
                for ground, one in kept.items()
                if one
            },
            laws={
                law.code: Law(law.authority, law.within_hours, law.source, law.worker_may_be_told)
                for law in (required.reporting_laws if required else ())
            },
            policy_set=required.policy_set if required else None,
            policy_edition=required.edition if required else None,
        )

    def notice_and_statements(
        self, concern: Concern, action: str
    ) -> tuple[EscalationNoticeGiven | None, list[Stated]]:
        """The last notice of an escalation, and what the worker states beside it: opened and accounted for as that step."""
        records, decision, acting = self._to_open(concern, action)
        told = [one for one in records if isinstance(one.fact, EscalationNoticeGiven)][-1:]
        said = [one for one in records if isinstance(one.fact, StatementAdded)]
        fields = ("name", "statement", "salt", "words")
        kinds = (EscalationNoticeGiven, StatementAdded)
        opened = opened_facts(self.desk.store, [*told, *said], decision, acting, *kinds, fields=fields)
        notice, stated = (opened[0] if told else None), opened[len(told) :]
        return notice, [
            Stated(one.recorded_at, str(fact.words)) for one, fact in zip(said, stated, strict=True)
        ]

    def was_unable(self, concern: Concern) -> bool | None:
        """Whether the worker said last that they cannot, and not that they will not; opened and accounted for as their answer."""
        if not concern.declined:
            return None
        records, decision, acting = self._to_open(concern, "answer")
        last = [one for one in records if isinstance(one.fact, WorkerDeclined)][-1:]
        opened = opened_facts(self.desk.store, last, decision, acting, WorkerDeclined, fields=("unable",))
        return bool(opened[0].unable)

    def about(self, concern: Concern, action: str) -> People:
        """Whom a rule has to know that it is about, and nothing else: opened and accounted for as that step."""
        return about_of(self.desk.store, *self._to_open(concern, action))

    def _to_open(self, concern: Concern, action: str) -> tuple[list[Recorded], Decision, Acting]:
        _, records = self.desk.store.past(Concern, concern.id)
        return records, self.decide(LAW, concern, action), self.acting.at(concern.agency)

    def require_known_reach(self, until: datetime | None) -> None:
        """Raises Away where that time has come, and it may not have been heard here yet what befell the worker before it; ClocksDisagree where nobody can tell."""
        if until is None or not self.clock().has_passed(until):
            return
        known = reach_known_up_to(self.desk.shelf, self.relations)
        if known is None or known < until:
            raise Away("the directory (whether messages reached the worker until then is not known yet)")

    def out_of_reach_since(self, concern: Concern) -> datetime | None:
        """Since when no message here reaches the worker: their placement is over, or they have no sign-in."""
        return unreached_since(self.desk.shelf, self.relations, concern)

    def require_own_draft(self, draft: UUID | None) -> None:
        """Raises 409 for one that is not there, or not theirs."""
        if draft and draft not in {one.id for one in self.drafts.all()}:
            raise not_known_yet("draft")

    def tell_those_of(self, id: UUID, *others: PersonId, named: bool = False) -> Told:
        """By an e-mail that says no more than that something waits; to a worker whom none reaches at work, at their own contact.

        Answers what became of the worker's. Raises nothing: what was recorded before stands.
        """
        with suppress(Away, Refused):
            concern = self.desk.store.get(Concern, id)
            gone = {concern.cover} - self.known_cover(concern)
            told = {concern.worker, *concern.keepers, *others} - {self.person} - gone
            if named and concern.said_to:
                told.add(concern.said_to.person)
            elsewhere = bool(concern.time.pauses or self.out_of_reach_since(concern))
            became = {one: self.tell(one, own=one == concern.worker and elsewhere) for one in told}
            return became.get(concern.worker, "not-sent")
        return "not-sent"


Concerns = Annotated[ConcernCall, Depends(calls("sessions.restricted", ConcernCall))]
