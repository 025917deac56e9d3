"""Who facilitates: of a group, who was asked to and accepts what its members accept; of a circle, one of them or nobody (S9, S10)."""

from __future__ import annotations

from services.sessions.domain.belonging import Belonging
from services.sessions.domain.group_members import Acceptance, check_accepted
from services.sessions.domain.group_refusals import (
    CannotFacilitate,
    DoesNotFitIt,
    FacilitatorNamesWhoFollows,
    InItAlready,
    NotAskedToFacilitate,
)
from services.sessions.events.codes import Ground
from services.sessions.events.groups import FacilitationAccepted, FacilitatorAsked, FacilitatorNamed
from shared.identity import PersonId


class Facilitating(Belonging):
    """`fits` is whether somebody supervises there, and is line manager of nobody who belongs to it (D3, D4, D5)."""

    def name_facilitator(self, by: PersonId, facilitator: PersonId | None, *, fits: bool, gone: bool) -> None:
        """Of a group, by who facilitates it or, once they are `gone`, a member; of a circle, by any who belongs to it.

        In a circle they have accepted what it keeps confidential; for a group, they are asked whether they will.
        """
        self.still_open()
        if not (self.is_arranged_by(by) or (gone and by in self.members)):
            raise FacilitatorNamesWhoFollows
        if facilitator == self.facilitator:
            raise CannotFacilitate("facilitator")
        if self.is_circle:
            if facilitator not in (None, *self.members):
                raise CannotFacilitate("facilitator")
            self.record(FacilitatorNamed(by=by, facilitator=facilitator))
            return
        if facilitator is None or not fits or facilitator in self.members or facilitator in self.invited:
            raise CannotFacilitate("facilitator")
        if facilitator == self.asked:
            raise InItAlready
        self.record(FacilitatorAsked(by=by, person=facilitator))

    def facilitate(self, by: PersonId, accepts: Acceptance, *, fits: bool) -> None:
        """Who was asked to, and fits as the group is by now, accepting its confidentiality and the five limits."""
        self.still_open()
        if by != self.asked:
            raise NotAskedToFacilitate
        check_accepted(accepts)
        if not fits:
            raise DoesNotFitIt
        accepted = FacilitationAccepted(
            person=by,
            limits=tuple(Ground),
            printed_name=accepts.printed_name,
            meaning=accepts.meaning,
        )
        self.record(accepted)
