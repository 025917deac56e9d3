"""What the two invented organisations agree on, and under which their people supervise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from services.agreements.domain.partnerships import Partnership
from services.agreements.domain.partnerships.terms import Sides
from services.agreements.events.codes import Holder, Reported
from services.agreements.events.partnerships import (
    PartnershipTerms,
    PlacementCovered,
    ResponsibilityHeld,
    TopicHeld,
)
from shared.identity import AgencyId, PersonId, PlacementId


def drafted(
    id: UUID,
    by: PersonId,
    sides: Sides,
    placement: PlacementId,
    day: Callable[[int], date],
    salt: bytes,
) -> Partnership:
    return Partnership.draft(
        id,
        by=by,
        sides=sides,
        kinds=("peer-run", "host"),
        terms=_terms(day, sides.host, placement),
        hosts={placement: sides.host},
        salt=salt,
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
