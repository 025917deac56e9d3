"""All that can be asked about the draft of a concern, and about what was done outside."""

from services.sessions.policy import DRAFTS, EXTERNAL_REPORTS, OVERSIGHT
from tests.shape.space import Space

STANDING = ("anybody", "worker", "supervisor", *OVERSIGHT, "administrator", "system")
SPACES = (
    Space(
        "ConcernDraft",
        DRAFTS,
        ("author", *STANDING),
        ("draft", "see", "read-words", "revise", "destroy"),
        ("",),
        12_288,
    ),
    Space(
        "ExternalReport",
        EXTERNAL_REPORTS,
        ("author", "shown", *STANDING),
        ("record", "see", "read-words", "show", "see-accesses"),
        ("",),
        24_576,
    ),
)
