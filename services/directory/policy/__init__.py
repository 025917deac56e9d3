"""Who may know and change what about people, agencies, placements and policy sets."""

from __future__ import annotations

from typing import Final

from services.directory.domain.agency import Agency
from services.directory.domain.person import Person
from services.directory.domain.placement import Placement
from services.directory.domain.proposals import Proposal
from services.directory.policy.erasing import ERASING
from services.directory.policy.training import OUTSIDE, TRAINING
from services.directory.relations import PlacementNow, Relations
from shared.access import Policy, allow, deny
from shared.identity import AgencyId, PersonId

KEEPERS: Final = ("hr", "privacy_officer")
ACQUAINTED: Final = ("self", "colleague", "party")

PEOPLE: Final = Policy(
    "person",
    [
        allow(
            "PE1",
            "Names and roles are visible to oneself, within one's agency, and among the parties of one record.",
            (*ACQUAINTED, *KEEPERS),
            "see",
        ),
        allow("PE2", "Oneself, and HR and the privacy officers of the person's home agency, see contacts and numbers.",
              ("self", *KEEPERS), "see-details"),
        allow("PE3", "HR and privacy officers add people to their own agency.", KEEPERS, "add"),
        allow("PE4", "HR and privacy officers of the home agency change a person's details.", KEEPERS, "change-details"),
        allow("PE5", "HR and privacy officers of the home agency give a person their first sign-in, and switch a sign-in off.", KEEPERS, "link"),
        allow("PE6", "HR and privacy officers give and end roles at their own agency.", KEEPERS, "give-role"),
        allow("PE7", "A privacy officer proposes privacy officers and auditors of their agency.", ("privacy_officer",), "propose-role"),
        deny("PE8", "Nobody proposes themselves as privacy officer or auditor.", ("self",), "propose-role"),
        allow("PE10", "The operator at the house's own socket sees handles and names, to know which person an id is.", ("operator",),
              "list-handles"),
        allow("PE11", "The operator makes an agency's first two privacy officers, and nobody else.", ("operator",),
              "add-officer"),
        allow(
            "PE12",
            "A further sign-in, and any sign-in of a privacy officer or auditor, is proposed by a privacy officer of the home agency.",
            ("privacy_officer",),
            "propose-sign-in",
        ),
        deny("PE13", "Nobody proposes a further sign-in for themselves.", ("self",), "propose-sign-in"),
        allow("PE14", "What was proposed holds once another privacy officer of the same agency confirms it.", ("privacy_officer",), "confirm"),
        deny("PE15", "Nobody confirms what they proposed themselves, or what concerns themselves.", ("self", "proposer"), "confirm"),
        allow("PE16", "Privacy officers of the agency see what is proposed there.", ("privacy_officer",), "see-proposals"),
        allow("PE18", "Privacy officers of the agency take back what they proposed, and decline what another did.", ("privacy_officer",),
              "withdraw"),
        allow("PE17", "A privacy officer of the agency ends a role of privacy officer or auditor there.", ("privacy_officer",),
              "end-guarded-role"),
        allow("PE19", "HR and privacy officers import a roster of their own agency's people.", KEEPERS, "import"),
        allow("PE20", "Everybody gets what the house holds about themselves, as files that it makes while they are sent and does not keep.",
              ("self",), "export"),
        allow("PE21", "A sign-in that is somebody's own, and not the employer's, a privacy officer of the home agency switches off; HR does not.",
              ("privacy_officer",), "switch-off-own"),
        allow("PE9", "Whether somebody has worked in a peer role is theirs alone to say.", ("self",), "declare"),
    ],
)  # fmt: skip

AGENCIES: Final = Policy(
    "agency",
    [
        allow("AC1", "Everybody in the house sees which agencies there are.", ("anybody",), "see"),
        allow("AC2", "Privacy officers add further agencies.", ("officer_somewhere",), "add"),
        allow(
            "AC3",
            "HR and privacy officers name the person their agency's concerns go to.",
            KEEPERS,
            "name-contact",
        ),
        allow(
            "AC4",
            "HR and privacy officers pick the policy set that their agency goes by, and say where it asks for more.",
            KEEPERS,
            "choose-policy-set",
        ),
        allow(
            "AC5",
            "HR and privacy officers keep their agency's registers: its code of conduct and its code of ethics.",
            KEEPERS,
            "keep-register",
        ),
    ],
)

POLICY_SETS: Final = Policy(
    "policy set",
    [
        allow("PS1", "Everybody in the house sees policy sets, in every edition, and their templates.", ("anybody",), "see"),
        allow("PS2", "Privacy officers publish policy sets, each for their own agency.", ("privacy_officer",), "publish"),
        allow("PS3", "Privacy officers of the agency that published a policy set publish its new editions, and nobody else.",
              ("privacy_officer",), "revise"),
    ],
)  # fmt: skip

PLACEMENTS: Final = Policy(
    "placement",
    [
        allow(
            "PL1",
            "The worker, their line manager, and people of the host agency see a placement.",
            ("worker", "line_manager", "colleague", *KEEPERS),
            "see",
        ),
        allow(
            "PL2",
            "HR and privacy officers of the host agency place workers whom they may see there; those of the worker's home "
            "agency place them elsewhere.",
            (*KEEPERS, "home_keeper"),
            "begin",
        ),
        allow(
            "PL3",
            "HR and privacy officers of the host agency name the line manager.",
            KEEPERS,
            "name-manager",
        ),
        allow("PL4", "HR and privacy officers of the host agency end a placement.", KEEPERS, "end"),
    ],
)

POLICIES: Final = (PEOPLE, AGENCIES, PLACEMENTS, POLICY_SETS, TRAINING, OUTSIDE, ERASING)


def to_person(
    person: Person, by: PersonId, relations: Relations, acquainted: frozenset[PersonId]
) -> frozenset[str]:
    """How somebody stands to a person."""
    return to_somebody(PersonId(person.id), person.home, by, relations, acquainted)


def to_somebody(
    person: PersonId, home: AgencyId, by: PersonId, relations: Relations, acquainted: frozenset[PersonId]
) -> frozenset[str]:
    stands = {"self"} if person == by else set()
    if person in acquainted:
        stands.add("party")
    belongs = relations.agencies_of(person) | {home}
    if belongs & relations.agencies_of(by):
        stands.add("colleague")
    # Keeping somebody's details and sign-ins is the home agency's business: a placement elsewhere gives no hold on them.
    return frozenset(stands | (relations.roles_at(by, home) & set(KEEPERS)))


def to_proposal(
    person: Person, proposal: Proposal, by: PersonId, relations: Relations, acquainted: frozenset[PersonId]
) -> frozenset[str]:
    """How somebody stands to what was proposed about a person: as officer of its agency, not of another."""
    known = to_person(person, by, relations, acquainted) - set(KEEPERS)
    proposed = {"proposer"} if proposal.by == by else set()
    return known | proposed | (relations.roles_at(by, proposal.agency) & {"privacy_officer"})


def at_agency(agency: AgencyId, by: PersonId, relations: Relations) -> frozenset[str]:
    """How somebody stands to what belongs to an agency: adding people, giving roles there."""
    return relations.roles_at(by, agency)


def to_agency(agency: Agency, by: PersonId, relations: Relations) -> frozenset[str]:
    return in_the_house(by, relations) | at_agency(AgencyId(agency.id), by, relations)


def in_the_house(by: PersonId, relations: Relations) -> frozenset[str]:
    """How somebody stands to what is no agency's own."""
    return frozenset({"anybody"} | ({"officer_somewhere"} if officer_at(by, relations) else set()))


def officer_at(by: PersonId, relations: Relations) -> frozenset[AgencyId]:
    """Where somebody is privacy officer."""
    return frozenset(agency for agency, role in relations.roles_of(by) if role == "privacy_officer")


def to_policy_set(of: frozenset[AgencyId], by: PersonId, relations: Relations) -> frozenset[str]:
    """How somebody stands to a policy set of an agency: it is there for everybody, and its officers answer for it."""
    return frozenset({"anybody"} | ({"privacy_officer"} if of & officer_at(by, relations) else set()))


def to_placement(placement: Placement | PlacementNow, by: PersonId, relations: Relations) -> frozenset[str]:
    assert placement.agency is not None
    stands = {"worker"} if placement.worker == by else set()
    if placement.line_manager == by:
        stands.add("line_manager")
    if placement.agency in relations.agencies_of(by):
        stands.add("colleague")
    return frozenset(stands | (relations.roles_at(by, placement.agency) & set(KEEPERS)))
