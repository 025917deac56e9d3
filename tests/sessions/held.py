"""Sessions as they stand in the log, and agreements by their address: what tests of time begin with."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from services.sessions.events import SESSION, ContactHeld, Modality, SessionFact
from shared.aggregate import Aggregate
from shared.identity import Acting, AgencyId
from tests.house import Household


class Log(Aggregate[SessionFact]):
    """A stream of sessions that takes anything."""

    stream_type: ClassVar[str] = SESSION
    begins_with: ClassVar[frozenset[str]] = frozenset()

    def apply(self, fact: SessionFact) -> None:
        """Nothing follows from it."""


def id_of(address: str) -> UUID:
    return UUID(address.rpartition("/")[2])


def met(
    home: Household,
    agreement: str,
    starts: datetime,
    worker: str = "maya",
    supervisor: str = "sam",
    *,
    at: datetime | None = None,
) -> UUID:
    """They met then, and that was recorded, at a time or now."""
    store, people = home.house.rooms["sessions"].store, home.demo.people
    held = ContactHeld(
        by=people[worker],
        agreement=id_of(agreement),
        worker=people[worker],
        supervisor=people[supervisor],
        agency=AgencyId(home.demo.agencies["harbour"]),
        placement=home.demo.placements[worker],
        modality=Modality.FACE_TO_FACE,
        starts=starts,
        minutes=60,
    )
    one = Log.begin(uuid4(), held)
    one.agency = held.agency
    store.append(one, Acting(actor=people[worker]), at=at)
    return one.id


def noted(home: Household, kind: str, agreement: str) -> list[dict[str, Any]]:
    """The facts of a kind about an agreement."""
    log = home.house.rooms["sessions"].store.read(0, 100_000)
    told = (json.loads(stored) for _, stored in log)
    return [
        one["fact"]
        for one in told
        if one["name"] == f"sessions.{kind}" and one["fact"]["agreement"] == str(id_of(agreement))
    ]
