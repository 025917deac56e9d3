"""What goes in and out of partnerships over HTTP, as integrators see it."""

from services.agreements.forms.partnerships.added import PartnershipAddendumOut, addenda_of_partnership
from services.agreements.forms.partnerships.incoming import (
    PartnershipAddendumIn,
    PartnershipAddendumSignatureIn,
    PartnershipAddendumWithdrawalIn,
    PartnershipEndingIn,
    PartnershipIn,
    PartnershipRenegotiationIn,
    PartnershipReviewIn,
    PartnershipSignatureIn,
    PartnershipTermsIn,
)
from services.agreements.forms.partnerships.opened import (
    PartnershipDifferenceOut,
    PartnershipTermsOut,
    difference_of_partnership,
    readable_partnership,
)
from services.agreements.forms.partnerships.outgoing import (
    ListedPartnership,
    PartnershipOut,
    clear_partnership,
)

__all__ = [
    "ListedPartnership",
    "PartnershipAddendumIn",
    "PartnershipAddendumOut",
    "PartnershipAddendumSignatureIn",
    "PartnershipAddendumWithdrawalIn",
    "PartnershipDifferenceOut",
    "PartnershipEndingIn",
    "PartnershipIn",
    "PartnershipOut",
    "PartnershipRenegotiationIn",
    "PartnershipReviewIn",
    "PartnershipSignatureIn",
    "PartnershipTermsIn",
    "PartnershipTermsOut",
    "addenda_of_partnership",
    "clear_partnership",
    "difference_of_partnership",
    "readable_partnership",
]
