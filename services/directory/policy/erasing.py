"""Who has it erased who somebody was: two privacy officers of their home agency, one after the other."""

from __future__ import annotations

from typing import Final

from services.directory.relations import Relations
from shared.access import Policy, allow, deny
from shared.identity import AgencyId, PersonId

OFFICER: Final = ("privacy_officer",)

ERASING: Final = Policy(
    "erasure of a person",
    [
        allow(
            "EP1",
            "The privacy officers of a person's home agency see holds on who they are, and whether it is to be erased or was,"
            " with the words for it; each reading is accounted for.",
            OFFICER,
            "see",
        ),
        allow("EP2", "A privacy officer places a legal hold.", OFFICER, "hold"),
        allow(
            "EP3",
            "A privacy officer orders that who somebody was is erased, or takes that back or declines it.",
            OFFICER,
            "order",
        ),
        allow("EP4", "Another privacy officer of the same agency approves it.", OFFICER, "approve"),
        deny("EP5", "Nobody orders or approves their own erasure; they ask for it.", ("self",), "approve"),
        deny("EP6", "Nobody orders or approves their own erasure; they ask for it.", ("self",), "order"),
        allow("EP7", "A privacy officer releases a hold, whoever placed it.", OFFICER, "release"),
        deny("EP8", "Nobody releases a hold on who they are themselves.", ("self",), "release"),
    ],
)


def to_erasure(person: PersonId, home: AgencyId, by: PersonId, relations: Relations) -> frozenset[str]:
    """How somebody stands to the erasure of a person, by roles held today at their home agency."""
    relations.require_fresh()
    return (relations.roles_at(by, home) & set(OFFICER)) | ({"self"} if person == by else set())
