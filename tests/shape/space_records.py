"""All that can be asked about performance records, dual relationships and feedback: resource, policy, relations, actions, states, size."""

from typing import Any, Final

from services.sessions.policy import DUAL_RELATIONSHIPS, FEEDBACK, OVERSIGHT, PERFORMANCE, RESPONDENTS

OTHERS: Final = (*OVERSIGHT, "administrator", "system")
RECORDS: Final[tuple[tuple[Any, ...], ...]] = (
    (
        "PerformanceRecord",
        PERFORMANCE,
        ("worker", "author", "beside", "wrote", "supervisor", *OTHERS),
        ("see", "read-words", "begin", "write", "show", "comment", "see-accesses"),
        ("noted", "shown", "closed"),
        98_304,
    ),
    (
        "DualRelationship",
        DUAL_RELATIONSHIPS,
        ("worker", "supervisor", "anybody", *OTHERS),
        ("see", "read-words", "bring", "weigh", "decide", "see-questions", "see-accesses"),
        ("open", "weighed", "decided"),
        24_576,
    ),
    (
        "Feedback",
        FEEDBACK,
        ("worker", "supervisor", "anybody", *OTHERS),
        ("see-items", "see", "see-figures", "open", "answer"),
        ("", "open", "closed"),
        18_432,
    ),
    ("FeedbackRespondent", RESPONDENTS, ("respondent", "system"), ("read-own",), ("",), 8),
)
