"""The facts of an agreement's life, named once, and the short ways to say `given` and `when`."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from services.agreements.domain.agreement import Agreement, Placed
from services.agreements.domain.terms import digest
from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementFact,
    AgreementRenegotiated,
    AgreementSigned,
    Kind,
    Limit,
    Objective,
    Party,
    Purpose,
    Terms,
    TermsRevised,
    Why,
)
from shared.identity import AgencyId, PersonId, PlacementId

ID: Final = UUID(int=1)
WORKER, SUPERVISOR, STRANGER, MANAGER = (PersonId(UUID(int=number)) for number in (11, 12, 13, 14))
AGENCY: Final = AgencyId(UUID(int=21))
PLACEMENT: Final = PlacementId(UUID(int=31))
SALT, NEW_SALT = bytes(range(32)), bytes(range(32, 64))

TERMS: Final = Terms(
    kind=Kind.PROFESSIONAL_DEVELOPMENT,
    starts=date(2026, 3, 2),
    ends=date(2026, 12, 31),
    frequency="FREQ=WEEKLY;BYDAY=TU",
    session_minutes=60,
    review_dates=(date(2026, 6, 2), date(2026, 9, 1)),
    limits=tuple(Limit),
    difficulties_to=MANAGER,
    place="The quiet room",
    objectives=(Objective(purpose=Purpose.FORMATIVE, of=Party.WORKER, text="Grow surer."),),
    cancelling="Whoever cannot come says so the day before.",
    confidentiality="What is said stays here.",
    record_keeping="The supervisor keeps them.",
    worker_responsibilities="Come prepared.",
    supervisor_responsibilities="Keep the time free.",
)
NEW_TERMS: Final = TERMS.model_copy(update={"session_minutes": 45})

TODAY: Final = date(2026, 1, 1)
PLACED: Final = Placed(ended=False, today=TODAY, hears_concerns=MANAGER)
PLACEMENT_OVER: Final = Placed(ended=True, today=TODAY, hears_concerns=MANAGER)
NOBODY_HEARS: Final = Placed(ended=False, today=TODAY, hears_concerns=None)

IN_FORCE: Final = AgreementCameIntoForce(terms_version=1)


def digest_of(terms: Terms = TERMS, version: int = 1, salt: bytes = SALT) -> str:
    return digest(ID, version, WORKER, SUPERVISOR, PLACEMENT, terms, salt)


def drafted(terms: Terms = TERMS, by: PersonId = WORKER) -> AgreementDrafted:
    return AgreementDrafted(
        by=by,
        worker=WORKER,
        supervisor=SUPERVISOR,
        agency=AGENCY,
        placement=PLACEMENT,
        terms=terms,
        salt=SALT.hex(),
        digest=digest_of(terms),
    )


def revised(
    version: int = 2,
    terms: Terms = NEW_TERMS,
    by: PersonId = SUPERVISOR,
    voids: tuple[PersonId, ...] = (),
) -> TermsRevised:
    return TermsRevised(
        by=by,
        terms_version=version,
        terms=terms,
        salt=NEW_SALT.hex(),
        digest=digest_of(terms, version, NEW_SALT),
        voids=voids,
    )


def renegotiated(version: int = 2, terms: Terms = NEW_TERMS, by: PersonId = WORKER) -> AgreementRenegotiated:
    return AgreementRenegotiated(
        by=by,
        why=Why.WORKLOAD,
        words="Two more days a week.",
        terms_version=version,
        terms=terms,
        salt=NEW_SALT.hex(),
        digest=digest_of(terms, version, NEW_SALT),
    )


def signed(by: PersonId, digest: str = "", version: int = 1) -> AgreementSigned:
    return AgreementSigned(
        by=by,
        terms_version=version,
        digest=digest or digest_of(),
        limits=tuple(Limit),
        printed_name="As it is printed",
        meaning="I agree to these terms.",
    )


def signed_anew(by: PersonId, version: int = 2) -> AgreementSigned:
    return signed(by, digest_of(NEW_TERMS, version, NEW_SALT), version)


BOTH_SIGNED: Final[tuple[AgreementFact, ...]] = (drafted(), signed(WORKER), signed(SUPERVISOR), IN_FORCE)


def given(*history: AgreementFact) -> Agreement:
    return Agreement(ID, history)


def sign(
    agreement: Agreement,
    by: PersonId,
    *,
    digest: str = "",
    limits: tuple[Limit, ...] = tuple(Limit),
    placed: Placed = PLACED,
) -> None:
    table = agreement.on_the_table
    agreement.sign(
        by,
        digest=digest or (table.digest if table else digest_of()),
        limits=limits,
        printed_name="As it is printed",
        meaning="I agree to these terms.",
        placed=placed,
    )


def terms_with(**other: Any) -> Terms:
    return TERMS.model_copy(update=other)
