"""The terms of an agreement: what the two agree on (A2)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from services.agreements.events.codes import Kind, Limit, Modality, Model, Party, Purpose
from shared.facts import Bounds, Part, Private
from shared.identity import PersonId

Text = Annotated[str, Bounds(4000)]
Line = Annotated[str, Bounds(300)]


class Objective(Part):
    """What one of them, or both, want from supervision, and how they will know (A2)."""

    purpose: Purpose
    of: Party
    text: Text
    expected_outcome: Text | None = None


class Terms(Part):
    """What the two agree on: all of A2, and what published forms ask besides. A draft may leave anything out.

    The limits of clear fields are rules of drafting, not of the type: a tightened one must not close old histories.
    Clear, because dates and rules need it: kind, model, dates, frequency, length, modality, review dates, limits and
    whom difficulties go to. All else is sealed and only the parties read it.
    """

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
        description="Person to whom difficulties with supervision itself are taken; neither of the two (C7).",
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
