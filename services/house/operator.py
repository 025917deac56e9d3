"""What the operator may do: know who is who, make first officers, mend views. Never content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any, cast
from uuid import uuid4
from zoneinfo import ZoneInfo

from services.directory import policy
from services.directory.claiming import changed
from services.directory.domain.agency import Agency
from services.directory.domain.person import Person
from services.directory.domain.refusals import OfficersMakeFurtherOnes, OnlyOfficersFromHere
from services.directory.events import Details, PersonAdded, PersonDetailsChanged, Role
from services.directory.forms import indexes, latest_details
from services.directory.views import agencies, everybody
from services.house import backup
from services.house.backup.contents import Told
from services.house.building import House
from services.house.rooms import Room
from shared.access import open_persons
from shared.aggregate import Aggregate
from shared.feed.views import View
from shared.identity import OPERATOR, Acting, AgencyId
from shared.signin.development import ISSUER as DEVELOPMENT
from shared.web.opaque import link_of


class Unknown(Exception):
    """There is nothing of that name here; the message says what there is."""


class Operator:
    """Commands of whoever sits at the machine."""

    MOST_OFFICERS = 2

    def __init__(self, house: House) -> None:
        self._house = house
        self._one_at_a_time = Lock()

    @property
    def _directory(self) -> Room:
        if "directory" not in self._house.rooms:
            raise Unknown("The directory does not run in this process.")
        return self._house.rooms["directory"]

    def _acting(self, version: str) -> Acting:
        return Acting(
            actor=OPERATOR, policy_version=version, directory_position=self._directory.relations.position()
        )

    def people(self) -> list[dict[str, Any]]:
        """Handles, roles, agencies, ids. Opens the handles, and says so in the accounting."""
        room = self._directory
        decision = policy.PEOPLE.decide(frozenset({"operator"}), "list-handles", "")
        persons = [(id, latest_details(room.store.past(Person, id)[1])) for id in everybody(room.shelf)]
        living = [(id, record) for id, record in persons if not room.keys.is_destroyed(f"pk:{id}")]
        acting = self._acting(decision.version)
        opened = open_persons(
            room.store, [(one, decision) for _, one in living], acting, fields=("handle", "name")
        )
        details = [cast("PersonAdded | PersonDetailsChanged", fact).details for fact in opened]
        names = {id: room.store.get(Agency, id).name for id in agencies(room.shelf)}
        return [
            {
                "handle": told.handle,
                "name": told.name,
                "roles": sorted(f"{role} at {names.get(at, at)}" for at, role in room.relations.roles_of(id)),
                "placements": [
                    {"id": str(one.id), "agency": names.get(one.agency, str(one.agency))}
                    for one in room.relations.placements_of(id)
                ],
                "id": str(id),
            }
            for (id, _), told in zip(living, details, strict=True)
        ]

    def people_add(
        self,
        *,
        role: str,
        agency: str,
        handle: str,
        name: str,
        issuer: str,
        subject: str,
        time_zone: str,
        locale: str,
    ) -> dict[str, str]:
        """An agency's first two privacy officers; makes the agency when there is none of that name, links the sign-in."""
        if role != Role.PRIVACY_OFFICER.value:
            raise OnlyOfficersFromHere
        room, house = self._directory, self._house
        if not subject and house.issuer is None:
            raise Unknown(
                f"Who signs in as {handle}? Give --subject: the `sub` of that account at {house.settings.issuer}."
            )
        decision = policy.PEOPLE.decide(frozenset({"operator"}), "add-officer", "")
        issuer, subject = issuer or house.settings.issuer or DEVELOPMENT, subject or handle
        link = link_of(house.link_secret, issuer, subject)
        with self._alone():
            acting, home = self._acting(decision.version), self._agency(agency, time_zone, locale)
            at = AgencyId(home.id)
            details = Details(name=name, handle=handle)
            made = indexes(house.link_secret, at, details)
            person = Person.add(uuid4(), agency=at, details=details, indexes=made)
            person.link_sign_in(link, issuer=issuer, subject=subject, of_employer=True)
            today = house.now().astimezone(ZoneInfo(home.time_zone)).date()
            person.give_guarded_role(uuid4(), at, Role.PRIVACY_OFFICER, today, None)
            others: list[Aggregate[Any]] = [*changed(room.store, person), *([home] if home.new else [])]
            room.store.append(person, acting, *others)
        room.catch_up()  # whoever is told of this officer finds them
        return {"person": str(person.id), "agency": str(at)}

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else counts officers before who counted them has recorded one: in this process, and on PostgreSQL in any."""
        store = self._directory.store
        with self._one_at_a_time, store.tables.write() if store.tables.postgres else nullcontext() as rows:
            if rows:
                rows.do("SELECT pg_advisory_xact_lock(hashtext(?))", f"officers {store.name}")
            yield

    def _agency(self, name: str, time_zone: str, locale: str) -> Agency:
        """The agency of that name, or a new one, which is recorded with its officer or not at all."""
        room = self._directory
        room.catch_up()  # with whom the one before recorded
        for id in agencies(room.shelf):
            known = room.store.get(Agency, id)
            if known.name == name:
                if room.relations.officers_of(AgencyId(id)) >= self.MOST_OFFICERS:
                    raise OfficersMakeFurtherOnes
                return known
        return Agency.add(uuid4(), name=name, side="host", time_zone=time_zone, locale=locale)

    def token(self, handle: str) -> str:
        """A token of the development issuer; that issuer and its key end with this process."""
        if self._house.issuer is None:
            raise Unknown("This house takes tokens of its issuer and makes none. Sign in there.")
        room = self._directory
        if room.relations.person_of(link_of(self._house.link_secret, DEVELOPMENT, handle)) is None:
            raise Unknown("Nobody here has that handle. `alongside people` lists them.")
        return self._house.issuer.token(handle)

    def views(self) -> dict[str, tuple[Room, View]]:
        return {
            f"{name}.{view.name}": (room, view)
            for name, room in self._house.rooms.items()
            for view in room.views
        }

    def rebuild(self, view: str, progress: Callable[[int], None]) -> int:
        """Fill a view anew from the beginning, beside the one that serves."""
        known = self.views()
        if view not in known:
            raise Unknown(f"There is no view {view!r}. There are: {', '.join(sorted(known))}.")
        room, made = known[view]
        return room.rebuild(made, self._house.bus, progress)

    def backup(self, events_to: str, keys_to: str, told: Told) -> dict[str, Any]:
        """Events and keys apart, each in a folder named after its moment; the house goes on meanwhile."""
        return backup.take(self._house, Path(events_to), Path(keys_to), told)

    def release(self, stream: str) -> list[dict[str, Any]]:
        """Take in, in order, what was parked of a stream in any view."""
        return [
            {"view": name, "taken": taken, "still_waiting": waiting}
            for name, (room, view) in self.views().items()
            for taken, waiting in [room.shelf.release(view, stream)]
            if taken or waiting
        ]

    def parked(self) -> list[dict[str, Any]]:
        """Which streams wait, in which view, and the class of the trouble."""
        return [
            {"view": name, "stream": stream, "records": many, "trouble": why}
            for name, (room, view) in self.views().items()
            for stream, many, why in room.shelf.parked(view)
        ]
