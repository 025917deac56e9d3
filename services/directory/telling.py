"""Tells somebody by e-mail that something waits, on the word of another service, which does not say what.

It opens nobody to anybody and records nothing: an entry would tell that there was something to be told.
"""

from __future__ import annotations

from typing import cast

from services.directory.domain.person import Person
from services.directory.events import Details, PersonAdded, PersonDetailsChanged
from services.directory.mail import ADDRESS, MailServer
from shared.access.opening import unsealed_for_the_house
from shared.identity import PersonId
from shared.keys import Erased
from shared.sealing import MovedOrAltered
from shared.store import NotFound, Store
from shared.tables import Away
from shared.web.desk import Told


class Teller:
    """Knows where people are reached."""

    def __init__(self, store: Store, server: MailServer | None) -> None:
        self._store, self._server = store, server

    def __call__(self, person: PersonId, own: bool) -> Told:
        """At work, or, where `own`, at their contact that is not the employer's.

        Raises nothing: what was recorded before stands, whatever becomes of the e-mail.
        """
        if self._server is None:
            return "not-sent"
        try:
            address = self._address(person, own=own)
        except (Away, MovedOrAltered):
            return "not-sent"
        if address is None:
            return "no-address"
        return "sent" if self._server.tell(address) else "not-sent"

    def _address(self, person: PersonId, *, own: bool) -> str | None:
        """None for somebody who has none there, whose own contact is a telephone, or who was erased."""
        try:
            _, records = self._store.past(Person, person)
            held = [one for one in records if isinstance(one.fact, PersonAdded | PersonDetailsChanged)]
            fact = cast("PersonAdded | PersonDetailsChanged", unsealed_for_the_house(self._store, held[-1]))
        except (NotFound, Erased):
            return None
        details: Details = fact.details
        address = cast("str | None", details.private_contact if own else details.work_email)
        return address if address and ADDRESS.fullmatch(address) else None
