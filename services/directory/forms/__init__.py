"""What goes in and out of the directory over HTTP."""

from services.directory.forms.incoming import (
    AgencyIn,
    ConcernContactIn,
    DetailsIn,
    LastDayIn,
    LineManagerIn,
    PeerBackgroundIn,
    PersonIn,
    PlacementIn,
    RoleIn,
    SignInIn,
)
from services.directory.forms.outgoing import (
    AgencyOut,
    DetailsOut,
    PersonOut,
    PlacementOut,
    RoleHeldOut,
    RoleOut,
    agency_form,
    latest_details,
    person_form,
    placement_form,
)
from services.directory.forms.searching import indexes, keyed

__all__ = [
    "AgencyIn",
    "AgencyOut",
    "ConcernContactIn",
    "DetailsIn",
    "DetailsOut",
    "LastDayIn",
    "LineManagerIn",
    "PeerBackgroundIn",
    "PersonIn",
    "PersonOut",
    "PlacementIn",
    "PlacementOut",
    "RoleHeldOut",
    "RoleIn",
    "RoleOut",
    "SignInIn",
    "agency_form",
    "indexes",
    "keyed",
    "latest_details",
    "person_form",
    "placement_form",
]
