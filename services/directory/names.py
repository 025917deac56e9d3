"""Says what somebody is called to a party of one record with them, on the word of a service, which does not say what record.

Whoever opened a record is that to whom the record is about, where the policy set has them named in that person's files.

It is accounted for as any name that somebody looks up. An entry that said more would tell that there is such a record.
"""

from __future__ import annotations

from typing import cast

from services.directory.domain.person import Person
from services.directory.events import PersonAdded, PersonDetailsChanged
from services.directory.forms import latest_details
from services.directory.policy import PEOPLE, to_person
from services.directory.relations import Relations
from services.directory.views import acquainted_with
from shared.access import open_persons
from shared.identity import Acting, PersonId
from shared.keys import Erased
from shared.store import NotFound, Store
from shared.telemetry import Tracing


class Names:
    """Knows what people are called."""

    def __init__(self, store: Store, relations: Relations, tracing: Tracing) -> None:
        self._store, self._relations, self._tracing = store, relations, tracing

    def __call__(self, person: PersonId, acting: Acting) -> str | None:
        """None for somebody whom nobody knows, or who was erased. Raises Away."""
        by = cast("PersonId", acting.actor)
        try:
            whose, records = self._store.past(Person, person)
        except NotFound:
            return None
        stands = to_person(whose, by, self._relations, acquainted_with(self._relations, by))
        decision = PEOPLE.decide(stands | {"party"}, "see", "")
        # As if they had looked the name up: nothing here joins it to what it is asked for.
        asking = Acting(
            actor=by,
            client=acting.client,
            identity_source=acting.identity_source,
            agency=self._relations.home_of(by),
            directory_position=self._relations.position(),
            traceparent=self._tracing.apart(),
        )
        told = [(latest_details(records), decision)]
        try:
            [opened] = open_persons(self._store, told, asking, fields=("name",))
        except Erased:
            return None
        return cast("str", cast("PersonAdded | PersonDetailsChanged", opened).details.name)
