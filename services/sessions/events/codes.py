"""The field's own words for supervision as it is held, as codes."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """Who meets (S1, S9, S10, S12)."""

    ONE_TO_ONE = "one-to-one"
    CO_SUPERVISION = "co-supervision"
    GROUP = "group"
    CO_REFLECTION = "co-reflection"


class Modality(StrEnum):
    """How they meet; face to face is preferred (S1)."""

    FACE_TO_FACE = "face-to-face"
    VIDEO = "video"
    TELEPHONE = "telephone"


class Method(StrEnum):
    """How practice is looked at besides talking (S1)."""

    DIRECT_OBSERVATION = "direct-observation"
    CO_FACILITATION = "co-facilitation"
    RECORDING = "recording"
    REVIEW_OF_DOCUMENTATION = "review-of-documentation"


class Purpose(StrEnum):
    """What supervision is for: learning, support in stressful work, standards (S3)."""

    FORMATIVE = "formative"
    RESTORATIVE = "restorative"
    NORMATIVE = "normative"


class Function(StrEnum):
    """The five critical functions of a supervisor (S4, K8)."""

    ADMINISTRATE = "administrate"
    SUPPORT = "support"
    EDUCATE = "educate"
    ADVOCATE = "advocate"
    EVALUATE = "evaluate"


class Extent(StrEnum):
    """Whether a session was held as long as it was meant to be (S2)."""

    FULL = "full"
    PARTIAL = "partial"


class Became(StrEnum):
    """What is recorded of a session once it was to take place, and may be corrected (S2)."""

    HELD = "held"
    MISSED = "missed"


class Ground(StrEnum):
    """The five grounds, and no others, that limit confidentiality (C1)."""

    CODE_OF_CONDUCT = "code-of-conduct"
    PROFESSIONAL_ETHICS = "professional-ethics"
    DUTY_OF_CARE = "duty-of-care"
    SAFETY = "safety"
    MANDATORY_REPORTING = "mandatory-reporting"
