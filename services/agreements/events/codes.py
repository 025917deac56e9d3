"""The field's own words, as codes: kinds, models, limits, purposes, reasons."""

from __future__ import annotations

from enum import StrEnum


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


class Outcome(StrEnum):
    """What a review comes to (A3)."""

    CONTINUE = "continue"
    RENEGOTIATE = "renegotiate"


class Stage(StrEnum):
    """How far off a review is when it is first said to be due."""

    MONTH_BEFORE = "30-days"
    WEEK_BEFORE = "7-days"
    OVERDUE = "overdue"


class Holder(StrEnum):
    """Whose affair it is under a partnership: the peer supervisor's (D3), the agency supervisor's (D4), or either's."""

    PEER = "peer"
    AGENCY = "agency"
    EITHER = "either"


class Reported(StrEnum):
    """What two organisations tell each other: that supervision takes place, and never what was said in it (C5)."""

    ATTENDANCE = "attendance"
    DATES = "dates"
    SIGNATURES = "signatures"
    REVIEWS = "reviews"
