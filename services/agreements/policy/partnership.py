"""Who may do and see what with a partnership: two sides by today's roles, and whom it concerns the terms that bind (A7)."""

from __future__ import annotations

from typing import Final

from services.agreements.domain.negotiated import BINDS
from services.agreements.domain.partnerships import Partnership
from services.directory.relations import SUPERVISING, Relations
from shared.access import Policy, allow
from shared.identity import AgencyId, PersonId

ENTITLED: Final = ("coordinator", "hr")
"""Who acts for a side."""
SIDE: Final = (*ENTITLED, "privacy_officer", "auditor")
"""Who sees all that is clear of it, by a role at one of its two sides."""
CONCERNED: Final = ("supervisor", "worker")
"""Supervisors of either side, and the workers whose placements it covers."""

WHO_COVERS_WHAT: Final = (
    "id",
    "peer_run",
    "host",
    "status",
    "starts",
    "ends",
    "review_dates",
    "review_due",
    "terms_version",
    "frequency",
    "session_minutes",
    "topics",
    "responsibilities",
    "reported_back",
    "placements",
)

PARTNERSHIPS: Final = Policy(
    "partnership",
    [
        allow(
            "PA1",
            "Coordinators, HR, privacy officers and auditors of either side see everything that is clear about a partnership.",
            SIDE,
            "see",
        ),
        allow(
            "PA2",
            "Supervisors of either side, and the workers whose placements it covers, see the terms that bind, as long as"
            " they do: who covers what. A worker sees of the placements their own.",
            CONCERNED,
            "see",
            states=BINDS,
            sees=WHO_COVERS_WHAT,
        ),
        allow(
            "PA3",
            "Coordinators, HR, privacy officers and auditors of either side see its history.",
            SIDE,
            "see-history",
        ),
        allow(
            "PA4",
            "Coordinators and HR of either side, and nobody else, read its words and addenda; each reading is accounted for.",
            ENTITLED,
            "read-terms",
        ),
        allow("PA5", "A coordinator or HR of one of the two sides drafts a partnership.", ENTITLED, "draft"),
        allow("PA6", "Coordinators and HR of either side change the terms on the table.", ENTITLED, "revise"),
        allow(
            "PA7",
            "A coordinator or HR of a side signs terms and addenda for that side, and for no other.",
            ("signatory",),
            "sign",
        ),
        allow("PA8", "Coordinators and HR of either side ask to renegotiate.", ENTITLED, "renegotiate"),
        allow(
            "PA9",
            "Coordinators and HR of either side write down that the two reviewed it together.",
            ENTITLED,
            "review",
        ),
        allow("PA10", "Coordinators and HR of either side end it.", ENTITLED, "end"),
        allow(
            "PA11",
            "Coordinators and HR of either side propose an addendum, or withdraw one not yet signed by both.",
            ENTITLED,
            "amend",
        ),
    ],
)


def relate_to_partnership(
    partnership: Partnership, person: PersonId, relations: Relations, signing_for: AgencyId | None = None
) -> frozenset[str]:
    """How somebody stands to a partnership, by roles held today at its sides and by placements it covers."""
    relations.require_fresh()
    held = {(agency, role) for agency, role in relations.roles_of(person) if agency in partnership.sides}
    stands = {role for _, role in held if role in SIDE}
    if any(role in SUPERVISING for _, role in held):
        stands |= {"supervisor"}
    if any(one.id in partnership.covered for one in relations.placements_of(person)):
        stands |= {"worker"}
    if any(agency == signing_for and role in ENTITLED for agency, role in held):
        stands |= {"signatory"}
    return frozenset(stands)
