"""Every fact of the directory, in the order of life: agencies, people, their sign-ins and roles, placements (D1–D9)."""

from __future__ import annotations

from typing import Final

from services.directory.events.concern_rules import Alternative, ConcernRules, NoticeTemplate
from services.directory.events.parts import (
    Details,
    Employment,
    IdentifierKind,
    Indexes,
    Line,
    Role,
    Side,
)
from services.directory.events.placements import LineManagerNamed, PlacementBegun, PlacementEnded
from services.directory.events.policy_sets import (
    PolicyRules,
    PolicySetChosen,
    PolicySetFact,
    PolicySetPublished,
    PolicySetRevised,
)
from services.directory.events.proposals import (
    ProposalWithdrawn,
    RoleProposed,
    SecondOfficerConfirmed,
    SignInProposed,
)
from services.directory.events.registers import RegisterFact, RegisterKept, RegisterName, Section
from services.directory.events.requirements import (
    Level,
    OfSupervisor,
    OfWorker,
    Requirements,
    Sense,
    TopicDue,
)
from services.directory.events.retention import MayBeTold, ReportingLaw, Retention
from services.directory.events.roles import RoleEnded, RoleGiven
from services.directory.events.sign_ins import (
    IdentifierClaimed,
    IdentifierReleased,
    SignInLinked,
    SignInSwitchedOff,
)
from services.directory.events.training import (
    OutsideSupervisionEnded,
    OutsideSupervisionRecorded,
    TrainingFact,
    TrainingRecorded,
    TrainingWithdrawn,
)
from shared.facts import Fact, Personal
from shared.identity import AgencyId, PersonId
from shared.keeping import STREAM as KEEPING

__all__ = [
    "AGENCY",
    "IDENTIFIER",
    "PERSON",
    "PLACEMENT",
    "POLICY_SET",
    "REGISTER",
    "TOPIC",
    "TOPICS",
    "AgencyAdded",
    "AgencyFact",
    "Alternative",
    "ConcernContactNamed",
    "ConcernRules",
    "Details",
    "Employment",
    "IdentifierClaimed",
    "IdentifierFact",
    "IdentifierKind",
    "IdentifierReleased",
    "Indexes",
    "Level",
    "Line",
    "LineManagerNamed",
    "MayBeTold",
    "NoticeTemplate",
    "OfSupervisor",
    "OfWorker",
    "OutsideSupervisionEnded",
    "OutsideSupervisionRecorded",
    "PeerBackgroundDeclared",
    "PersonAdded",
    "PersonDetailsChanged",
    "PersonFact",
    "PlacementBegun",
    "PlacementEnded",
    "PlacementFact",
    "PolicyRules",
    "PolicySetChosen",
    "PolicySetFact",
    "PolicySetPublished",
    "PolicySetRevised",
    "ProposalWithdrawn",
    "RegisterFact",
    "RegisterKept",
    "RegisterName",
    "ReportingLaw",
    "Requirements",
    "Retention",
    "Role",
    "RoleEnded",
    "RoleGiven",
    "RoleProposed",
    "SecondOfficerConfirmed",
    "Section",
    "Sense",
    "Side",
    "SignInLinked",
    "SignInProposed",
    "SignInSwitchedOff",
    "TopicDue",
    "TrainingFact",
    "TrainingRecorded",
    "TrainingWithdrawn",
]

AGENCY: Final = "agency"
PERSON: Final = "person"
PLACEMENT: Final = "placement"
IDENTIFIER: Final = "identifier"
POLICY_SET: Final = "policy_set"
REGISTER: Final = "register"
TOPIC: Final = "alongside.directory"
TOPICS: Final = dict.fromkeys((AGENCY, PERSON, PLACEMENT, IDENTIFIER, POLICY_SET, REGISTER, KEEPING), TOPIC)


class AgencyAdded(Fact, kind="directory.AgencyAdded"):
    """A host agency or a peer-run organisation joined the house (D6)."""

    name: str
    side: Side
    time_zone: str
    locale: str


class ConcernContactNamed(Fact, kind="directory.ConcernContactNamed"):
    """Whom a concern goes to where no line manager can be, and who stands in for them (C2)."""

    person: PersonId
    alternate: PersonId | None = None


class PersonAdded(Fact, kind="directory.PersonAdded"):
    """Somebody came to be known in the house."""

    agency: AgencyId
    details: Details
    indexes: Indexes


class PersonDetailsChanged(Fact, kind="directory.PersonDetailsChanged"):
    """Name, contact or number are others now; the fact holds all of them anew."""

    details: Details
    indexes: Indexes


class PeerBackgroundDeclared(Fact, kind="directory.PeerBackgroundDeclared"):
    """Somebody said of themselves whether they have worked in a peer role: job history, nothing more (D8)."""

    worked_in_peer_role: Personal[bool]


AgencyFact = AgencyAdded | ConcernContactNamed | PolicySetChosen
PersonFact = (
    PersonAdded
    | PersonDetailsChanged
    | PeerBackgroundDeclared
    | SignInLinked
    | SignInSwitchedOff
    | RoleGiven
    | RoleEnded
    | RoleProposed
    | SignInProposed
    | SecondOfficerConfirmed
    | ProposalWithdrawn
    | TrainingFact
)
IdentifierFact = IdentifierClaimed | IdentifierReleased
PlacementFact = PlacementBegun | LineManagerNamed | PlacementEnded
