"""Fills an empty house: invented agencies and people, and agreements in every state, relative to the first start.

Something is always due: a review in some days, an agreement near its end, one that waits for a second signature.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from services.agreements.domain.agreement import Agreement, Placed
from services.agreements.events import Kind, Limit, Why
from services.directory.claiming import changed
from services.directory.domain.agency import Agency
from services.directory.domain.person import Person
from services.directory.domain.placement import Placement
from services.directory.events import Details, Employment
from services.directory.forms import indexes
from services.house.building import House
from services.house.demo.partnership import fill_partnership
from services.house.demo.people import AGENCIES, EVERYBODY, PEOPLE, Someone, subject_of
from services.house.demo.policy_set import fill_policy_set
from services.house.demo.restricted import fill_restricted
from services.house.demo.terms import terms_of
from services.house.demo.training import fill_training
from shared.identity import OPERATOR, Acting, AgencyId, PersonId, PlacementId
from shared.sealing import SALT_BYTES
from shared.signin.development import ISSUER as DEVELOPMENT
from shared.web.opaque import link_of

SEED: Final = 20260302
SINCE: Final = -398
"""For so many days those who were there first have worked where they do."""


class Demo:
    """Fills an empty house."""

    def __init__(self, house: House, start: datetime, seed: int = SEED) -> None:
        self.house = house
        self._start = start
        self._random = random.Random(seed)
        self.people = {handle: PersonId(self.draw()) for handle in PEOPLE}
        self.agencies = {key: AgencyId(self.draw()) for key in AGENCIES}
        self.placements = {handle: PlacementId(self.draw()) for handle in ("maya", "jordan", "sam")}
        self.agreements: dict[str, UUID] = {}
        self.partnership: UUID
        self.restricted: dict[str, UUID] = {}
        self.policy_sets: dict[str, UUID] = {}

    def draw(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)

    def salt(self) -> bytes:
        return self._random.randbytes(SALT_BYTES)

    def day(self, offset: int) -> date:
        return self._start.date() + timedelta(days=offset)

    def moment(self, offset: int, hour: int = 15) -> datetime:
        at = self.day(offset)
        return datetime(at.year, at.month, at.day, hour, tzinfo=UTC)

    def at(self, offset: int, hour: int = 15) -> datetime:
        """When something was recorded: not after the start."""
        return min(self.moment(offset, hour), self._start)

    def fill(self) -> None:
        for key, (name, side) in AGENCIES.items():
            agency = Agency.add(
                self.agencies[key], name=name, side=side, time_zone="America/Toronto", locale="en-CA"
            )
            self.append("directory", agency, OPERATOR, SINCE - 2)
        for handle, someone in PEOPLE.items():
            self.add_person(handle, someone, SINCE - 2)
        for key, hears, alternate in (("harbour", "petra", "tomasz"), ("lantern", "ines", "rowan")):
            agency = self.house.rooms["directory"].store.get(Agency, self.agencies[key])
            agency.name_concern_contact(self.people[hears], self.people[alternate])
            self.append("directory", agency, self.people["rowan"], SINCE - 1)
        self.place("maya", "harbour", "petra", Employment.EMPLOYED, "harbour")
        self.place("jordan", "harbour", "petra", Employment.SUB_CONTRACTED, "lantern")
        self.place("sam", "lantern", "ines", Employment.EMPLOYED, "lantern")
        self._agreements()
        fill_partnership(self)
        fill_restricted(self)
        fill_policy_set(self)
        fill_training(self)

    def append(
        self, log: str, thing: Any, actor: Any, offset: int, hour: int = 15, others: Sequence[Any] = ()
    ) -> None:
        acting = Acting(actor=actor, identity_source="demo", correlation=self.draw())
        logs = (one for room in self.house.rooms.values() for one in room.logs)
        store = next(one.store for one in logs if one.name == log)
        store.append(thing, acting, *others, at=self.at(offset, hour))

    def add_person(self, handle: str, someone: Someone, offset: int) -> None:
        number = f"HL-{1000 + list(EVERYBODY).index(handle)}"
        email = f"{handle}@{someone.agency}.example"
        details = Details(name=someone.name, handle=handle, work_email=email, employee_number=number)
        secret = self.house.link_secret
        agency = self.agencies[someone.agency]
        person = Person.add(
            self.people[handle], agency=agency, details=details, indexes=indexes(secret, agency, details)
        )
        issuer = self.house.settings.issuer
        at, subject = (issuer, subject_of(handle)) if issuer else (DEVELOPMENT, handle)
        person.link_sign_in(link_of(secret, at, subject), issuer=at, subject=subject, of_employer=True)
        for where, role in someone.roles:
            person.give_guarded_role(self.draw(), self.agencies[where], role, self.day(offset), None)
        if handle in ("sam", "ines", "petra"):
            person.declare_peer_background(worked_in_peer_role=handle == "sam")
        claimed = changed(self.house.rooms["directory"].store, person)
        self.append("directory", person, OPERATOR, offset, others=claimed)

    def place(
        self, handle: str, host: str, manager: str, employment: Employment, employer: str, since: int = SINCE
    ) -> None:
        placement = Placement.begin_at(
            self.placements[handle],
            worker=self.people[handle],
            agency=self.agencies[host],
            employment=employment,
            employer=self.agencies[employer],
            line_manager=self.people[manager],
            starts=self.day(since),
            ends=None,
        )
        self.append("directory", placement, self.people["kofi" if host == "mill" else "tomasz"], since)

    def _agreements(self) -> None:
        learning, managing = Kind.PROFESSIONAL_DEVELOPMENT, Kind.ADMINISTRATIVE
        self.agree("maya-sam", "maya", "sam", learning, -150, ends=None, review=12)
        self.agree("maya-petra", "maya", "petra", managing, -140, ends=None, review=-3)
        self.agree("jordan-petra", "jordan", "petra", managing, -345 + 20, ends=20, review=6)
        self.agree("sam-ines", "sam", "ines", Kind.BOTH, -120, ends=None, review=40)
        self.agree("jordan-sam", "jordan", "sam", learning, -16, ends=None, review=60, signed_by=("jordan",))
        store = self.house.rooms["agreements"].store
        changing = store.get(Agreement, self.agreements["jordan-petra"])
        terms = terms_of(self.day, "petra", managing, 0, 300, 90, self.people["rowan"])
        words = "Two days a week at the new site."
        changing.renegotiate(self.people["petra"], Why.WORKPLACE, words, terms, self.salt())
        self.append("agreements", changing, self.people["petra"], -2)

    def agree(
        self,
        key: str,
        worker: str,
        supervisor: str,
        kind: Kind,
        begun: int,
        *,
        ends: int | None,
        review: int,
        signed_by: tuple[str, ...] | None = None,
        host: str | None = None,
        officer: str = "rowan",
        frequency: str | None = None,
    ) -> None:
        parties = (worker, supervisor)
        terms = terms_of(self.day, supervisor, kind, begun, ends, review, self.people[officer])
        agreement = Agreement.draft(
            self.draw(),
            by=self.people[worker],
            worker=self.people[worker],
            supervisor=self.people[supervisor],
            agency=self.agencies[host or ("lantern" if worker == "sam" else "harbour")],
            placement=self.placements[worker],
            terms=terms if frequency is None else terms.model_copy(update={"frequency": frequency}),
            salt=self.salt(),
        )
        self.agreements[key] = agreement.id
        self.append("agreements", agreement, self.people[worker], begun)
        for place, handle in enumerate(parties if signed_by is None else signed_by):
            self._sign(agreement, handle)
            self.append("agreements", agreement, self.people[handle], begun + 1 + place, 16)

    def _sign(self, agreement: Agreement, handle: str) -> None:
        assert agreement.on_the_table is not None
        agreement.sign(
            self.people[handle],
            digest=agreement.on_the_table.digest,
            limits=tuple(Limit),
            printed_name=EVERYBODY[handle].name,
            meaning="I agree to these terms.",
            placed=Placed(
                ended=False,
                today=agreement.on_the_table.terms.starts or self.day(0),
                hears_concerns=self.people["tomasz"],
            ),
        )
