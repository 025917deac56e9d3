"""Under which partnership supervision takes place: said by a party, so that both kinds stand side by side (A7)."""

from __future__ import annotations

from uuid import UUID

from services.agreements.domain.refusals import NotUnderThatPartnership, UnderThatPartnership
from services.agreements.domain.standing import Standing
from services.agreements.events import AgreementPlacedUnderPartnership
from shared.identity import PersonId


class UnderPartnership(Standing):
    """The link is a party's word; whether the partnership `fits` is what its own record and the directory say."""

    def place_under(self, by: PersonId, partnership: UUID, *, fits: bool) -> None:
        """Either party says so, once a partnership; a later one replaces it."""
        self.open_to(by)
        if not fits:
            raise NotUnderThatPartnership
        if self.partnership == partnership:
            raise UnderThatPartnership
        self.record(AgreementPlacedUnderPartnership(by=by, partnership=partnership))
