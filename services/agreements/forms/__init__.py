"""What goes in and out of agreements over HTTP, as integrators see it."""

from services.agreements.forms.added import AddendumOut, WordsOut, addenda_form, words_form
from services.agreements.forms.departures import DepartureIn, DepartureOut, departure_form
from services.agreements.forms.incoming import (
    AddendumIn,
    AddendumSignatureIn,
    CoverIn,
    DraftIn,
    EndingIn,
    RenegotiationIn,
    ReviewIn,
    ShownIn,
    SignatureIn,
    TermsIn,
    UnderPartnershipIn,
)
from services.agreements.forms.opened import DifferenceOut, TermsOut, difference_form, readable_form
from services.agreements.forms.outgoing import (
    AgreementOut,
    CoverOut,
    ListedAgreement,
    ReviewOut,
    SignatureOut,
    UnderPartnershipOut,
    clear_form,
    cover_form,
)
from services.agreements.forms.overseen import overseen
from services.agreements.forms.own_supervision import OwnSupervisionOut, own_supervision_form
from services.agreements.forms.requirements import (
    CHANGES_THE_ANSWER,
    RequirementsOut,
    asking,
    requirements_form,
)
from services.agreements.forms.together import TogetherOut, together_form
from services.agreements.forms.topics import TopicsTogether, binding_terms, topics_form

__all__ = [
    "CHANGES_THE_ANSWER",
    "AddendumIn",
    "AddendumOut",
    "AddendumSignatureIn",
    "AgreementOut",
    "CoverIn",
    "CoverOut",
    "DepartureIn",
    "DepartureOut",
    "DifferenceOut",
    "DraftIn",
    "EndingIn",
    "ListedAgreement",
    "OwnSupervisionOut",
    "RenegotiationIn",
    "RequirementsOut",
    "ReviewIn",
    "ReviewOut",
    "ShownIn",
    "SignatureIn",
    "SignatureOut",
    "TermsIn",
    "TermsOut",
    "TogetherOut",
    "TopicsTogether",
    "UnderPartnershipIn",
    "UnderPartnershipOut",
    "WordsOut",
    "addenda_form",
    "asking",
    "binding_terms",
    "clear_form",
    "cover_form",
    "departure_form",
    "difference_form",
    "overseen",
    "own_supervision_form",
    "readable_form",
    "requirements_form",
    "together_form",
    "topics_form",
    "words_form",
]
