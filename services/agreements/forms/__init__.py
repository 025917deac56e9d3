"""What goes in and out of agreements over HTTP, as integrators see it."""

from services.agreements.forms.incoming import DraftIn, EndingIn, RenegotiationIn, SignatureIn, TermsIn
from services.agreements.forms.outgoing import (
    AgreementOut,
    ListedAgreement,
    SignatureOut,
    TermsOut,
    clear_form,
    readable_form,
)

__all__ = [
    "AgreementOut",
    "DraftIn",
    "EndingIn",
    "ListedAgreement",
    "RenegotiationIn",
    "SignatureIn",
    "SignatureOut",
    "TermsIn",
    "TermsOut",
    "clear_form",
    "readable_form",
]
