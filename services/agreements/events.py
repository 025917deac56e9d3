"""Every fact of a supervision agreement, in the order of its life, and the terms that the facts carry (A1–A6)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.facts import Fact, Private
from shared.identity import AgencyId, PersonId, PlacementId

STREAM: Final = "agreement"
TOPICS: Final = {STREAM: "alongside.agreements"}

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Kind(StrEnum):
    """Administrative and professional-development supervision, or both in one where the parties say so (D8)."""

    ADMINISTRATIVE = "administrative"
    PROFESSIONAL_DEVELOPMENT = "professional-development"
    BOTH = "both"


class Model(StrEnum):
    """Models of supervision (D8, K19-04 to K19-08)."""

    ALLIANCE = "alliance"
    DEVELOPMENTAL = "developmental"
    SEVERAL_SUPERVISORS = "several-supervisors"
    APPRENTICESHIP = "apprenticeship"
    OWN = "own"


class Modality(StrEnum):
    """How the two meet; face to face is preferred (S1)."""

    FACE_TO_FACE = "face-to-face"
    VIDEO = "video"
    TELEPHONE = "telephone"


class Limit(StrEnum):
    """The five grounds, and no others, on which confidentiality is limited (C1)."""

    CODE_OF_CONDUCT = "code-of-conduct"
    PROFESSIONAL_ETHICS = "professional-ethics"
    DUTY_OF_CARE = "duty-of-care"
    SAFETY = "safety"
    MANDATORY_REPORTING = "mandatory-reporting"


class Purpose(StrEnum):
    """What supervision is for: learning, support in stressful work, standards (S3)."""

    FORMATIVE = "formative"
    RESTORATIVE = "restorative"
    NORMATIVE = "normative"


class Party(StrEnum):
    """Whose objective it is."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    BOTH = "both"


class Why(StrEnum):
    """Why an agreement is negotiated anew or ended; the words for it are private (A3)."""

    WORKLOAD = "workload"
    DUTIES = "duties"
    WORKPLACE = "workplace"
    REVIEW = "review"
    SUPERVISOR_LEAVES = "supervisor-leaves"
    WORKER_LEAVES = "worker-leaves"
    PLACEMENT_ENDED = "placement-ended"
    COMPLETED = "completed"
    OTHER = "other"


class Objective(BaseModel):
    """What one of them, or both, want from supervision, and how they will know (A2)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    purpose: Purpose
    of: Party
    text: Text
    expected_outcome: Text | None = None


class Terms(BaseModel):
    """What the two agree on: all of A2, and what published forms ask besides. A draft may leave anything out.

    The limits of clear fields are rules of drafting, not of the type: a tightened one must not close old histories.
    Clear, because dates and rules need it: kind, model, dates, frequency, length, modality, review dates, limits and
    whom difficulties go to. All else is sealed and only the parties read it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind = Field(description="Which kind of supervision this is (D8).")
    model: Model | None = Field(None, description="Model of supervision (D8).")
    starts: date | None = Field(None, description="First day (A2).")
    ends: date | None = Field(None, description="Last day; without one it runs until ended.")
    frequency: str | None = Field(
        None, description="How often you meet, as an RFC 5545 rule: FREQ=WEEKLY;BYDAY=TU (A6)."
    )
    session_minutes: int | None = Field(None, description="Length of a session (A2).")
    modality: Modality | None = Field(None, description="How you meet (S1).")
    review_dates: tuple[date, ...] = Field((), description="When you look at this agreement again (A3).")
    limits: tuple[Limit, ...] = Field((), description="Limits of confidentiality; all five (C1).")
    difficulties_to: PersonId | None = Field(
        None,
        description="Person to whom difficulties with supervision itself are taken; not the supervisor (C7).",
    )

    place: Private[Text | None] = Field(None, description="Where you meet (A2).")
    meeting_times: Private[Text | None] = Field(None, description="Usual day and time of day.")
    objectives: Private[tuple[Objective, ...] | None] = Field(
        None, description="What supervision is for, by purpose and party, with expected outcomes (A2, S3)."
    )
    aims: Private[Text | None] = Field(None, description="Overall purpose in your own words.")
    topics: Private[tuple[Line, ...] | None] = Field(
        None, description="Topics covered, catalogue codes or words (K3)."
    )
    methods: Private[Text | None] = Field(
        None, description="How practice is looked at, besides talking (S1)."
    )
    consent_to_review: Private[Text | None] = Field(
        None,
        description="How people being supported agree before practice that touches them is looked at; no names (D2).",
    )
    cancelling: Private[Text | None] = Field(
        None, description="Who does what when a session is cancelled (A2)."
    )
    confidentiality: Private[Text | None] = Field(
        None, description="What stays between you, and its limits (A2, C1)."
    )
    record_keeping: Private[Text | None] = Field(None, description="Who keeps which records (A2).")
    records_seen_by: Private[Text | None] = Field(None, description="Who may see them.")
    record_form: Private[Text | None] = Field(
        None, description="Name of the form used for the record of a session."
    )
    worker_responsibilities: Private[Text | None] = Field(
        None, description="Particular responsibilities of the worker (A5)."
    )
    supervisor_responsibilities: Private[Text | None] = Field(
        None, description="Particular responsibilities of the supervisor (A4)."
    )
    limits_of_activities: Private[Text | None] = Field(
        None, description="What the worker does not do under this agreement."
    )
    standards: Private[Text | None] = Field(None, description="Standards and codes both undertake to follow.")
    minimum_supervision: Private[Text | None] = Field(
        None, description="Least supervision for so many hours of contact."
    )
    feedback: Private[Text | None] = Field(
        None, description="How feedback is given at the end of a session (S8)."
    )
    evaluation: Private[Text | None] = Field(
        None, description="How often and how work is evaluated in writing (S8)."
    )
    development_plan: Private[Text | None] = Field(None, description="Plan for the worker's development.")
    cover: Private[Text | None] = Field(
        None, description="Who supports the worker when the supervisor is away."
    )
    difficulties_route: Private[Text | None] = Field(
        None, description="How difficulties with supervision are raised (C7)."
    )
    worker_contact: Private[Text | None] = Field(None, description="How the worker is reached.")
    supervisor_contact: Private[Text | None] = Field(None, description="How the supervisor is reached.")
    worker_emergency_contact: Private[Text | None] = Field(
        None, description="Whom to call for the worker in an emergency."
    )
    supervisor_emergency_contact: Private[Text | None] = Field(
        None, description="How the supervisor is reached in an emergency."
    )
    emergency_route: Private[Text | None] = Field(None, description="What to do in an emergency at work.")
    worker_title: Private[Text | None] = Field(None, description="The worker's title and credentials.")
    supervisor_title: Private[Text | None] = Field(
        None, description="The supervisor's title and credentials."
    )
    worker_team: Private[Text | None] = Field(None, description="The worker's service or team.")
    supervisor_team: Private[Text | None] = Field(None, description="The supervisor's service or team.")
    peer_background: Private[Text | None] = Field(
        None,
        description="The supervisor's experience in the peer role, as they state it; job history only (D8).",
    )
    peer_substitute: Private[Text | None] = Field(
        None, description="What stands in where the supervisor has no such experience (D8, K19-32 to K19-38)."
    )

    MANDATORY: ClassVar[tuple[str, ...]] = (
        "starts",
        "place",
        "objectives",
        "frequency",
        "session_minutes",
        "cancelling",
        "confidentiality",
        "limits",
        "record_keeping",
        "worker_responsibilities",
        "supervisor_responsibilities",
        "review_dates",
        "difficulties_to",
    )
    """What must be there before anybody signs (A2; C7 for the last). Names and signatures come with signing."""


class AgreementDrafted(Fact, kind="agreements.AgreementDrafted"):
    """One of the two wrote a first version down (A1)."""

    by: PersonId
    worker: PersonId
    supervisor: PersonId
    agency: AgencyId
    placement: PlacementId
    terms: Terms
    salt: Private[str]
    digest: str


class TermsRevised(Fact, kind="agreements.TermsRevised"):
    """The version under negotiation was changed; `voids` names whose signatures fell with that (A3)."""

    by: PersonId
    terms_version: int
    terms: Terms
    salt: Private[str]
    digest: str
    voids: tuple[PersonId, ...] = ()


class AgreementSigned(Fact, kind="agreements.AgreementSigned"):
    """One party signed one version of the terms, and each of the five limits by name (A2, C1)."""

    by: PersonId
    terms_version: int
    digest: str
    limits: tuple[Limit, ...]
    printed_name: Private[str]
    meaning: Private[str]


class AgreementCameIntoForce(Fact, kind="agreements.AgreementCameIntoForce"):
    """Both signed the same terms; an earlier version ceases to bind and stays readable (A3)."""

    terms_version: int


class AgreementRenegotiated(Fact, kind="agreements.AgreementRenegotiated"):
    """A new version lies on the table; the one in force binds until both have signed again (A3)."""

    by: PersonId
    why: Why
    words: Private[str | None] = None
    terms_version: int
    terms: Terms
    salt: Private[str]
    digest: str


class PlacementEndNoted(Fact, kind="agreements.PlacementEndNoted"):
    """The placement has ended: no new signature, and people are asked to end the agreement."""

    placement: PlacementId


class AgreementEnded(Fact, kind="agreements.AgreementEnded"):
    """A party ended it; reason in words is theirs alone."""

    by: PersonId
    why: Why
    words: Private[str | None] = None


class AgreementExpired(Fact, kind="agreements.AgreementExpired"):
    """Its last day has passed, in the agency's time zone."""

    last_day: date


AgreementFact = (
    AgreementDrafted
    | TermsRevised
    | AgreementSigned
    | AgreementCameIntoForce
    | AgreementRenegotiated
    | PlacementEndNoted
    | AgreementEnded
    | AgreementExpired
)
