"""The facts of a partnership's life, named once, and the short ways to say `given` and `when`."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from services.agreements.domain.partnerships import Partnership
from services.agreements.domain.partnerships.terms import Hosts, Sides, digest
from services.agreements.events import Why
from services.agreements.events.codes import Holder, Reported
from services.agreements.events.partnerships import (
    PartnershipCameIntoForce,
    PartnershipDrafted,
    PartnershipFact,
    PartnershipRenegotiated,
    PartnershipSigned,
    PartnershipTerms,
    PartnershipTermsRevised,
    PlacementCovered,
    ResponsibilityHeld,
    TopicHeld,
)
from shared.identity import AgencyId, PersonId, PlacementId

ID: Final = UUID(int=2)
LANTERN, HARBOUR, ELSEWHERE = (AgencyId(UUID(int=number)) for number in (21, 22, 23))
INES, DILIP, TOMASZ = (PersonId(UUID(int=number)) for number in (11, 12, 13))
"""Of the peer-run organisation, and two of the host."""
JORDANS, MAYAS, SAMS = (PlacementId(UUID(int=number)) for number in (31, 32, 33))
SIDES: Final = Sides(LANTERN, HARBOUR)
HOSTS: Final[Hosts] = {JORDANS: HARBOUR, MAYAS: HARBOUR, SAMS: LANTERN}
SALT, NEW_SALT = bytes(range(32)), bytes(range(32, 64))
TODAY: Final = date(2026, 3, 2)


def covered(placement: PlacementId = JORDANS, **other: AgencyId) -> PlacementCovered:
    told = {"code_of_conduct": HARBOUR, "line_managers": HARBOUR} | other
    return PlacementCovered(placement=placement, **told)


TERMS: Final = PartnershipTerms(
    starts=date(2026, 3, 2),
    ends=date(2026, 12, 31),
    review_dates=(date(2026, 6, 2), date(2026, 9, 1)),
    frequency="FREQ=MONTHLY;BYDAY=1TH",
    session_minutes=60,
    topics=(
        TopicHeld(topic="K3-22", side=Holder.PEER),
        TopicHeld(topic="K3-01", side=Holder.AGENCY),
        TopicHeld(topic="K3-47", side=Holder.PEER),
    ),
    responsibilities=(ResponsibilityHeld(block="K5-07", side=Holder.EITHER),),
    reported_back=(Reported.ATTENDANCE, Reported.DATES),
    placements=(covered(),),
    arrangements="Two afternoons a month, at the centre.",
)


def terms_with(**other: Any) -> PartnershipTerms:
    return TERMS.model_copy(update=other)


NEW_TERMS: Final = terms_with(placements=(covered(), covered(MAYAS)))
IN_FORCE: Final = PartnershipCameIntoForce(terms_version=1)


def digest_of(terms: PartnershipTerms = TERMS, version: int = 1, salt: bytes = SALT) -> str:
    return digest(ID, version, SIDES, terms, salt)


def drafted(terms: PartnershipTerms = TERMS, by: PersonId = INES) -> PartnershipDrafted:
    return PartnershipDrafted(
        by=by,
        side=LANTERN,
        peer_run=LANTERN,
        host=HARBOUR,
        terms=terms,
        salt=SALT.hex(),
        digest=digest_of(terms),
    )


def revised(
    version: int = 2, terms: PartnershipTerms = NEW_TERMS, voids: tuple[AgencyId, ...] = ()
) -> PartnershipTermsRevised:
    return PartnershipTermsRevised(
        by=DILIP,
        side=HARBOUR,
        terms_version=version,
        terms=terms,
        salt=NEW_SALT.hex(),
        digest=digest_of(terms, version, NEW_SALT),
        voids=voids,
    )


def renegotiated(version: int = 2, terms: PartnershipTerms = NEW_TERMS) -> PartnershipRenegotiated:
    return PartnershipRenegotiated(
        by=INES,
        side=LANTERN,
        why=Why.WORKPLACE,
        words="A second placement.",
        terms_version=version,
        terms=terms,
        salt=NEW_SALT.hex(),
        digest=digest_of(terms, version, NEW_SALT),
    )


def signed(by: PersonId, side: AgencyId, digest: str = "", version: int = 1) -> PartnershipSigned:
    return PartnershipSigned(
        by=by,
        side=side,
        terms_version=version,
        digest=digest or digest_of(),
        printed_name="As it is printed",
        meaning="We agree to these terms.",
    )


def signed_anew(by: PersonId, side: AgencyId, version: int = 2) -> PartnershipSigned:
    return signed(by, side, digest_of(NEW_TERMS, version, NEW_SALT), version)


BOTH_SIGNED: Final[tuple[PartnershipFact, ...]] = (
    drafted(),
    signed(INES, LANTERN),
    signed(DILIP, HARBOUR),
    IN_FORCE,
)


def given(*history: PartnershipFact) -> Partnership:
    return Partnership(ID, history)


def draft(
    terms: PartnershipTerms = TERMS,
    sides: Sides = SIDES,
    kinds: tuple[str, str] = ("peer-run", "host"),
    hosts: Hosts = HOSTS,
) -> Partnership:
    return Partnership.draft(
        ID, by=INES, side=LANTERN, sides=sides, kinds=kinds, terms=terms, hosts=hosts, salt=SALT
    )


def sign(
    partnership: Partnership,
    by: PersonId,
    side: AgencyId,
    *,
    digest: str = "",
    hosts: Hosts = HOSTS,
    today: date = TODAY,
) -> None:
    table = partnership.on_the_table
    partnership.sign(
        by,
        side,
        digest=digest or (table.digest if table else digest_of()),
        printed_name="As it is printed",
        meaning="We agree to these terms.",
        hosts=hosts,
        today=today,
    )
