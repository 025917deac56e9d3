"""A request about supervision as it is held: what the directory and agreements say that matters for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, cast
from uuid import UUID

from fastapi import Depends

from services.directory.relations import SUPERVISING, PlacementNow, Relations
from services.sessions.api.still_kept import require_kept
from services.sessions.domain.clock import ClockReading
from services.sessions.domain.session import Session
from services.sessions.policy import (
    AGENDA_ITEMS,
    SESSIONS,
    overseeing,
    relate_besides,
    relate_to_own_items,
    relate_to_session,
)
from services.sessions.views import AgreementKnown, agreement_known, covered_by
from services.sessions.views.drafts import Drafts, owner_of
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.calls import Call, Law, calls
from shared.web.desk import Told
from shared.web.once import once_of
from shared.web.problems import not_known_yet

AGENCY_SUPERVISOR: Final = "agency_supervisor"
"""The role of whoever may be the third (S12)."""


class SessionsCall(Call):
    """A request to this service; over which of its logs, its desk says."""

    @property
    def relations(self) -> Relations:
        return cast("Relations", self.desk.directory)

    def agreement(self, id: UUID) -> AgreementKnown:
        """Raises 409 for one this service has not heard of; whether the person asking may know of it is the policy's to say."""
        found = agreement_known(self.desk.shelf, id)
        if found is None:
            raise self.unheard_of("agreement")
        return found

    def require_may_see(self, known: AgreementKnown) -> None:
        """Raises 409, as for one that is not there, for whoever may not see that supervision takes place under it.

        So it does for partners, who may see it where agreements are kept: of partnerships nothing is known here.
        """
        covers = not known.is_over and known.covered_by(self.person, self.today(known.agency))
        if not covers and self.person not in known.parties:
            self.overseeing(known)

    def overseeing(self, known: AgreementKnown) -> frozenset[str]:
        """How whoever asks oversees an agreement between others; to whoever does in no way it is not known (409)."""
        stands = overseeing(self.person, known.agency, known.placement, self.relations)
        if not stands:
            raise self.unheard_of("agreement")
        return stands

    def placement(self, id: PlacementId) -> PlacementNow:
        found = self.relations.placement(id)
        if found is None:
            raise self.unheard_of("placement")
        return found

    @property
    def drafts(self) -> Drafts:
        """The drafts of whoever asks, and nobody else's."""
        assert self.desk.aside
        return Drafts(self.desk.aside, owner_of(self.desk.secret, self.person))

    def require_known(self, *people: PersonId | None) -> None:
        """Raises 409 for somebody this service has not heard of, and PersonErased for somebody of whom it was erased who they were."""
        if any(person is not None and not self.relations.knows(person) for person in people):
            raise self.unheard_of("person")
        self.require_there(*people)

    def require_there(self, *people: PersonId | None) -> None:
        """Raises PersonErased."""
        self.relations.require_there(*people)

    def are_erased(self, *people: PersonId | None) -> bool:
        """Whether it was erased who one of them was."""
        return bool(self.relations.erased_among(people))

    def clock(self) -> ClockReading:
        """What time it is, for whatever a time sets off."""
        store = self.desk.store
        now, agrees = store.clock()
        return ClockReading(now, agrees, None if agrees else store.other_clock.says())

    def tell(self, person: PersonId, *, own: bool = False) -> Told:
        """Have somebody told by e-mail that something waits, once it is recorded; `own` is not at the employer's address."""
        return self.desk.tell(person, own)

    def name_of(self, person: PersonId) -> str:
        """What they are called, by the directory's word of this moment; accounted for there as a name that somebody looks up.

        Raises 409 for somebody it knows no name of, and Away.
        """
        name = self.desk.name_of(person, self.acting)
        if name is None:
            raise not_known_yet("person")
        return name

    def repeat(self) -> str | None:
        """What tells this very request, sent again, from any other: kept where an answer to it may be kept nowhere.

        It tells nothing of the body to whoever does not have the caller's own key.
        """
        once = once_of(self._request, self.desk.secret, self.acting.client, self.person)
        return self.desk.secret.mac(b"repeat", once.key, once.body).hex() if once else None

    def today(self, agency: AgencyId) -> date:
        """The day at an agency, by its clock."""
        return self.relations.today_at(agency)

    @property
    def law(self) -> Law[Session]:
        """Of sessions. Parties are parties by the record; of everybody else the directory and agreements tell."""
        return Law(Session, SESSIONS, self._stands, lambda one: one.status, require_kept)

    @property
    def own_items(self) -> Law[Session]:
        """Of what somebody put on an agenda who meets in that session no longer (S5)."""

        def relate(session: Session, person: PersonId) -> frozenset[str]:
            still = self._is_still_theirs(session, person)
            meets = bool(relate_to_session(session, person, still=still))
            return relate_to_own_items(session, person, meets=meets)

        return Law(Session, AGENDA_ITEMS, relate, lambda _: "")

    def _is_still_theirs(self, session: Session, person: PersonId) -> bool:
        """Whether who covered covers on its day, and the third is agency supervisor there today (A4, S12).

        What was called off stays with whoever was to cover then as things stood when it was.
        """
        if session.status == "held" or person not in (session.supervisor, session.third):
            return True
        assert session.agency is not None
        if person == session.third:
            self.relations.require_fresh()
            return AGENCY_SUPERVISOR in self.relations.roles_at(person, session.agency)
        known = agreement_known(self.desk.shelf, session.agreement)
        if known is None or person == known.supervisor:
            return True
        at = session.called_off.told_at if session.called_off else session.starts
        return person in known.covering(self.relations.day_at(known.agency, session.starts), at)

    def _stands(self, session: Session, person: PersonId) -> frozenset[str]:
        still = self._is_still_theirs(session, person)
        if stands := relate_to_session(session, person, still=still):
            return stands
        assert session.agency is not None
        oversees = overseeing(person, session.agency, session.placement, self.relations)
        known = agreement_known(self.desk.shelf, session.agreement)
        if known is None or known.is_over:
            return oversees | relate_besides(session, person, frozenset(), still=still)
        then = self.relations.day_at(known.agency, session.starts)
        covering = known.covering(then, session.starts)
        supervising = self.supervising_on(known, self.today(known.agency))
        return oversees | relate_besides(session, person, supervising, covering, still=still)

    def covers_today(self) -> list[UUID]:
        """Agreements under which who asks covers today."""
        known = covered_by(self.desk.shelf, self.person)
        return [
            one.id for one in known if not one.is_over and one.covered_by(self.person, self.today(one.agency))
        ]

    def supervises(self, person: PersonId, agency: AgencyId) -> bool:
        """Whether somebody holds a role of those who supervise at an agency, or at their own, from which they do there (D3, D4)."""
        self.relations.require_fresh()
        places = {agency, self.relations.home_of(person)}
        return any(at in places and role in SUPERVISING for at, role in self.relations.roles_of(person))

    def supervising(self, session: Session) -> frozenset[PersonId]:
        """Who supervises under a session's agreement today: whom it names, and whoever covers; nobody once it is over."""
        known = agreement_known(self.desk.shelf, session.agreement)
        if known is None or known.is_over:
            return frozenset()
        return self.supervising_on(known, self.today(known.agency))

    def supervising_on(self, known: AgreementKnown, today: date) -> frozenset[PersonId]:
        return known.covering_today(today) | {known.supervisor}


Sessions = Annotated[SessionsCall, Depends(calls("sessions", SessionsCall))]
Restricted = Annotated[SessionsCall, Depends(calls("sessions.restricted", SessionsCall))]
"""A request over the restricted log; what it records, opens and answers with is of that log alone."""
