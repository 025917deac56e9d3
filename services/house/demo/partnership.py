"""What the two invented organisations agree on, and under which their people supervise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.partnerships import Partnership
from services.agreements.domain.partnerships.terms import Sides
from services.agreements.events.codes import Holder, Reported
from services.agreements.events.partnerships import (
    PartnershipTerms,
    PlacementCovered,
    ResponsibilityHeld,
    TopicHeld,
)
from services.directory.domain.person import Person
from services.directory.events import Role
from services.house.demo.people import PEOPLE
from shared.identity import AgencyId, PersonId, PlacementId

if TYPE_CHECKING:
    from services.house.demo.filling import Demo


def fill_partnership(demo: Demo) -> None:
    """The centre and the host, signed by a coordinator of each; Jordan's agreement with Petra rests on it."""
    people = demo.people
    ines = demo.house.rooms["directory"].store.get(Person, people["ines"])
    ines.give_role(demo.draw(), demo.agencies["lantern"], Role.COORDINATOR, demo.day(-100), None)
    demo.append("directory", ines, people["rowan"], -100)
    sides = Sides(demo.agencies["lantern"], demo.agencies["harbour"])
    partnership = draft(demo, sides, demo.placements["jordan"], by=people["ines"], side=sides.peer_run)
    demo.partnership = partnership.id
    demo.append("agreements", partnership, people["ines"], -62)
    for handle, side in (("ines", sides.peer_run), ("dilip", sides.host)):
        sign(partnership, people[handle], PEOPLE[handle].name, side)
        demo.append("agreements", partnership, people[handle], -61)
    placed = demo.house.rooms["agreements"].store.get(Agreement, demo.agreements["jordan-petra"])
    placed.place_under(people["petra"], partnership.id, fits=True)
    demo.append("agreements", placed, people["petra"], -1)


def draft(demo: Demo, sides: Sides, placement: PlacementId, *, by: PersonId, side: AgencyId) -> Partnership:
    return Partnership.draft(
        demo.draw(),
        by=by,
        side=side,
        sides=sides,
        kinds=("peer-run", "host"),
        terms=_terms(demo.day, sides.host, placement),
        hosts={placement: sides.host},
        salt=demo.salt(),
    )


def sign(partnership: Partnership, by: PersonId, name: str, side: AgencyId) -> None:
    table = partnership.laid()
    partnership.sign(
        by,
        side,
        digest=table.digest,
        printed_name=name,
        meaning="We agree to these terms.",
        hosts={one.placement: partnership.sides.host for one in table.terms.placements},
        today=table.terms.starts or date.min,
    )


def _terms(day: Callable[[int], date], host: AgencyId, placement: PlacementId) -> PartnershipTerms:
    topics = {
        Holder.PEER: ("K3-22", "K3-25", "K3-29", "K3-47"),
        Holder.AGENCY: ("K3-01", "K3-05", "K3-43"),
        Holder.EITHER: ("K3-30", "K3-49"),
    }
    responsibilities = {Holder.PEER: ("K5-05",), Holder.AGENCY: ("K5-04",), Holder.EITHER: ("K5-01", "K5-07")}
    return PartnershipTerms(
        starts=day(-60),
        ends=day(305),
        review_dates=(day(120),),
        frequency="FREQ=WEEKLY;BYDAY=TU",
        session_minutes=60,
        topics=tuple(TopicHeld(topic=code, side=side) for side, codes in topics.items() for code in codes),
        responsibilities=tuple(
            ResponsibilityHeld(block=code, side=side)
            for side, codes in responsibilities.items()
            for code in codes
        ),
        reported_back=(Reported.ATTENDANCE, Reported.SIGNATURES, Reported.REVIEWS),
        placements=(PlacementCovered(placement=placement, code_of_conduct=host, line_managers=host),),
        arrangements="The centre sends its peer supervisor; a room at the host is kept free.",
        emergencies="The host's duty line first, then each other.",
        may_refuse="What is beyond the peer supervisor's competence, or a conflict of interest.",
        disagreements="The two coordinators meet within a week.",
        cost="The host bears it, by the hour.",
    )
