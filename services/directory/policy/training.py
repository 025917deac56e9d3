"""Who may know and record what somebody was trained in, and supervision they have outside the house (D7)."""

from __future__ import annotations

from typing import Final

from services.directory.domain.person import Person
from services.directory.relations import Relations
from shared.access import Policy, allow
from shared.identity import AgencyId, PersonId

TRAINING: Final = Policy(
    "training",
    [
        allow("TR1", "Everybody in the house sees the topics of training.", ("anybody",), "see-topics"),
        allow(
            "TR2",
            "Oneself, HR and the privacy officers of the home agency, and coordinators where somebody holds a role or has a"
            " placement, see what they were trained in, and what is due; coordinators what is due where they coordinate.",
            ("self", "hr", "privacy_officer", "coordinator"),
            "see",
        ),
        allow(
            "TR3",
            "Oneself, and HR and the privacy officers of the home agency, see with whom the training was.",
            ("self", "hr", "privacy_officer"),
            "see-details",
        ),
        allow(
            "TR4",
            "Oneself, and HR and the privacy officers of the home agency, record a training.",
            ("self", "hr", "privacy_officer"),
            "record",
        ),
        allow(
            "TR5",
            "Oneself, and HR and the privacy officers of the home agency, withdraw a training that was entered wrongly.",
            ("self", "hr", "privacy_officer"),
            "withdraw",
        ),
    ],
)

OUTSIDE: Final = Policy(
    "supervision outside the house",
    [
        allow(
            "OS1",
            "Oneself, and HR and the privacy officers of the home agency, see supervision outside the house, and with whom.",
            ("self", "hr", "privacy_officer"),
            "see",
        ),
        allow(
            "OS2",
            "Oneself, and HR of the home agency, record supervision outside the house.",
            ("self", "hr"),
            "record",
        ),
        allow("OS3", "Oneself, and HR of the home agency, say when it ended.", ("self", "hr"), "end"),
    ],
)


def to_learning(person: Person, by: PersonId, relations: Relations) -> frozenset[str]:
    """How somebody stands to what a person learned: as its keeper at home, or as coordinator where the person works."""
    stands = {"self"} if person.id == by else set()
    coordinates = coordinated_by(by, relations)
    if coordinates and coordinates & relations.works_at(PersonId(person.id)):
        stands.add("coordinator")
    return frozenset(stands | (relations.roles_at(by, person.home) & {"hr", "privacy_officer"}))


def coordinated_by(by: PersonId, relations: Relations) -> frozenset[AgencyId]:
    """Where somebody is coordinator: of what is due elsewhere they learn nothing by that (TR2)."""
    return frozenset(agency for agency, role in relations.roles_of(by) if role == "coordinator")
