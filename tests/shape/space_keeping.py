"""All that can be asked about having content, or who somebody was, erased."""

from services.directory.events import Role
from services.directory.policy.erasing import ERASING
from services.sessions.policy.erasing import ERASURES
from tests.shape.space import Space

ROLES = tuple(role.value for role in Role)
STATES = ("kept", "held", "ordered", "approved", "erased")
ACTIONS = ("see", "hold", "release", "order", "approve")

OF_RECORDS = Space(
    "Erasure",
    ERASURES,
    ("one_of_the_two", "shown", "party", *ROLES, "line_manager", "system"),
    (*ACTIONS, "see-due"),
    STATES,
    143_360,
)
OF_PEOPLE = Space("PersonErasure", ERASING, ("self", *ROLES, "system"), ACTIONS, STATES, 15_360)
