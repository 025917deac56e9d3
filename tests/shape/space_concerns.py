"""All that can be asked about a concern, and about what was disclosed."""

from services.sessions.policy import CONCERNS, DISCLOSURES, OVERSIGHT
from tests.shape.space import Space

SPACES = (
    Space(
        "Concern",
        CONCERNS,
        (
            "worker",
            "author",
            "cover",
            "former_cover",
            "named_manager",
            "supervisor",
            "covering",
            *OVERSIGHT,
            "system",
        ),
        (
            *("see", "read-words", "read-own-words", "raise", "see-notice", "answer", "confirm"),
            *("escalate", "object", "consult", "reach", "close", "withdraw", "state", "take-over"),
            *("note-out-of-order", "see-next", "read-recipients", "see-accesses"),
        ),
        ("running", "over"),
        327_680,
    ),
    Space(
        "Disclosure",
        DISCLOSURES,
        ("worker", "author", "recipient", "cover", *OVERSIGHT, "administrator", "system"),
        ("see", "read-words"),
        ("made",),
        6_144,
    ),
)
