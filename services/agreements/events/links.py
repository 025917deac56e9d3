"""What ties a supervision agreement to the partnership on which it rests (A7)."""

from __future__ import annotations

from uuid import UUID

from shared.facts import Fact
from shared.identity import PersonId


class AgreementPlacedUnderPartnership(Fact, kind="agreements.AgreementPlacedUnderPartnership"):
    """A party said under which partnership this supervision takes place; a later one replaces it (A7)."""

    by: PersonId
    partnership: UUID
