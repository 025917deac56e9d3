"""When something is to be said next about a supervision agreement, and about a partnership."""

from __future__ import annotations

from typing import assert_never, cast, get_args

from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementExpired,
    AgreementRenegotiated,
    AgreementReviewed,
    ExpiryNearNoted,
    LongUnsignedNoted,
    ReviewDueNoted,
    TermsRevised,
)
from services.agreements.events.partnerships import (
    PartnershipCameIntoForce,
    PartnershipDrafted,
    PartnershipEnded,
    PartnershipExpired,
    PartnershipExpiryNearNoted,
    PartnershipLongUnsignedNoted,
    PartnershipRenegotiated,
    PartnershipReviewDueNoted,
    PartnershipReviewed,
    PartnershipTermsRevised,
)
from services.agreements.views.due import DueView
from shared.facts import Recorded
from shared.feed.views import TableName
from shared.tables import Rows

OfAgreements = (
    AgreementDrafted
    | TermsRevised
    | AgreementRenegotiated
    | AgreementCameIntoForce
    | AgreementReviewed
    | ReviewDueNoted
    | ExpiryNearNoted
    | LongUnsignedNoted
    | AgreementEnded
    | AgreementExpired
)
OfPartnerships = (
    PartnershipDrafted
    | PartnershipTermsRevised
    | PartnershipRenegotiated
    | PartnershipCameIntoForce
    | PartnershipReviewed
    | PartnershipReviewDueNoted
    | PartnershipExpiryNearNoted
    | PartnershipLongUnsignedNoted
    | PartnershipEnded
    | PartnershipExpired
)


class DatesView(DueView):
    name = "agreement_dates"
    version = 2
    hears = frozenset(get_args(OfAgreements))

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("OfAgreements", recorded.fact)
        match fact:
            case AgreementDrafted():
                self._drafted(rows, recorded, fact.agency, fact.terms, t)
            case TermsRevised() | AgreementRenegotiated():
                self._laid(rows, id, fact.terms, t)
            case AgreementCameIntoForce():
                self._bound(rows, id, t)
            case AgreementReviewed():
                held, settles = fact.held_on.isoformat(), [day.isoformat() for day in fact.settles]
                self._reckon(rows, id, t, held=held, settles=settles)
            case ReviewDueNoted():
                self._reckon(rows, id, t, said={fact.review_date.isoformat(): fact.stage.value})
            case ExpiryNearNoted():
                self._reckon(rows, id, t, expiry_said=[fact.last_day.isoformat()])
            case LongUnsignedNoted():
                self._long_unsigned(rows, id, t)
            case AgreementEnded() | AgreementExpired():
                self._over(rows, id, t)
            case _:
                assert_never(fact)


class PartnershipDatesView(DueView):
    """The day is the host's own."""

    name = "partnership_dates"
    version = 1
    hears = frozenset(get_args(OfPartnerships))

    def take(self, rows: Rows, recorded: Recorded, t: TableName) -> None:
        id, fact = str(recorded.stream_id), cast("OfPartnerships", recorded.fact)
        match fact:
            case PartnershipDrafted():
                self._drafted(rows, recorded, fact.host, fact.terms, t)
            case PartnershipTermsRevised() | PartnershipRenegotiated():
                self._laid(rows, id, fact.terms, t)
            case PartnershipCameIntoForce():
                self._bound(rows, id, t)
            case PartnershipReviewed():
                held, settles = fact.held_on.isoformat(), [day.isoformat() for day in fact.settles]
                self._reckon(rows, id, t, held=held, settles=settles)
            case PartnershipReviewDueNoted():
                self._reckon(rows, id, t, said={fact.review_date.isoformat(): fact.stage.value})
            case PartnershipExpiryNearNoted():
                self._reckon(rows, id, t, expiry_said=[fact.last_day.isoformat()])
            case PartnershipLongUnsignedNoted():
                self._long_unsigned(rows, id, t)
            case PartnershipEnded() | PartnershipExpired():
                self._over(rows, id, t)
            case _:
                assert_never(fact)
